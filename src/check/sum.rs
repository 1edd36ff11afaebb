//! See `sum.md`.

use super::Report;
use super::arithmetic::{agrees, value};
use crate::extract::amount::Quantity;
use crate::extract::{Mention, Record};
use crate::text::BlockKind;
use crate::value::{AmountKind, Decimal, plain};
use std::collections::HashMap;

/// Words before a total.
const TOTALS: [&str; 8] = ["合計", "総計", "計", "合わせて", "あわせて", "総額", "総数", "締めて"];
/// Words by which terms are added up.
const ADDED: [&str; 7] =
    ["を足して", "を足すと", "を加えて", "を加えると", "を合わせると", "を合わせて", "を合計すると"];
/// Words before a difference of two numbers.
const DIFFERENCES: [&str; 5] = ["差は", "差額は", "差が", "との差", "差引"];
/// Parts that make up a whole between them, so that their sum is stated too.
const PARTITIONS: [(&str, &str); 4] = [("重傷", "軽傷"), ("男性", "女性"), ("男", "女"), ("国内", "海外")];

type Terms<'a> = Vec<&'a Mention<Quantity>>;

pub(super) fn check(report: &mut Report) {
    let record = report.record;
    let mut from = 0;
    while from < record.amounts.len() {
        let sentence = record.amounts[from].sentence;
        let to = from + record.amounts[from..].iter().take_while(|m| m.sentence == sentence).count();
        let amounts = &record.amounts[from..to];
        for k in 0..amounts.len() {
            if let Some(parts) = totalled(record, amounts, k)
                .or_else(|| restated(record, amounts, k))
                .or_else(|| partition(record, amounts, k))
            {
                compare(report, &amounts[k], &parts, total(&parts), "合計");
            } else if let Some(parts) = difference(record, amounts, k) {
                let gap = value(parts[0]).zip(value(parts[1])).map(|(a, b)| (a - b).abs());
                compare(report, &amounts[k], &parts, gap, "差");
            }
        }
        from = to;
    }
    tables(report);
}

fn total(parts: &[&Mention<Quantity>]) -> Option<Decimal> {
    parts.iter().map(|m| value(m).cloned()).sum::<Option<Decimal>>()
}

fn compare(
    report: &mut Report,
    stated: &Mention<Quantity>,
    parts: &[&Mention<Quantity>],
    computed: Option<Decimal>,
    what: &str,
) {
    let (Some(computed), Some(said)) = (computed, value(stated)) else { return report.skips() };
    if agrees(stated, &computed, parts) {
        return report.holds();
    }
    let unit = &stated.value.amount.unit;
    let unit = if unit == "JPY" { "円" } else { unit };
    let text = &report.record.document.text;
    let terms: Vec<&str> = parts.iter().map(|m| m.span.of(text)).collect();
    let joint = if what == "差" { "と" } else { "+" };
    let message =
        format!("「{}」とあるが、{}の{what}は{}{unit}です", stated.span.of(text), terms.join(joint), plain(&computed));
    let place = report.place(stated.span, format!("計算では{}{unit}", plain(&computed)));
    let related = parts.iter().map(|m| report.place(m.span, String::new())).collect();
    let gap = plain(&(said - &computed));
    let finding = report.fails(place, related, message);
    finding.difference = gap;
    finding.suggestion = format!("{}{unit}にするか、内訳を直す", plain(&computed));
}

fn like(a: &Mention<Quantity>, b: &Mention<Quantity>) -> bool {
    // 5人と2社の計7者: 者 counts persons and firms alike
    let party =
        |m: &Mention<Quantity>| matches!(m.value.amount.unit.as_str(), "者" | "人" | "名" | "社" | "法人" | "団体");
    let parties = (a.value.amount.unit == "者" || b.value.amount.unit == "者") && party(a) && party(b);
    (a.value.amount.unit == b.value.amount.unit || parties)
        && a.value.per_unit == b.value.per_unit
        && !matches!(a.value.amount.kind, AmountKind::Percent | AmountKind::Rank | AmountKind::Age | AmountKind::Ratio)
}

/// 小学生21点、中学生14点、高校生9点の計44点; 300円に200円を足して500円: the parts before a total, without a stop between.
fn totalled<'a>(record: &Record, amounts: &'a [Mention<Quantity>], k: usize) -> Option<Terms<'a>> {
    let text = &record.reading.view.text;
    let stated = &amounts[k];
    let previous = amounts[..k].iter().rfind(|m| like(m, stated))?;
    let gap = &text[previous.view.end..stated.view.start];
    let added = ADDED.iter().any(|w| gap.contains(w));
    let named = ends_in_total(gap.trim_end_matches(['は', ' ', '約', 'で'])) && gap.chars().count() <= 12;
    let inside = TOTALS.iter().any(|w| text[stated.view.start..stated.view.end].starts_with(w));
    if !(added || named || inside && gap.chars().count() <= 8) || gap.contains('。') {
        return None;
    }
    let mut parts: Terms = vec![previous];
    for m in amounts[..k].iter().rev().skip_while(|m| m.view.start >= previous.view.start) {
        let between = &text[m.view.end..parts[0].view.start];
        // 乗客は23人、けが人は重傷3人、軽傷15人を合わせて: another topic ends the list, 用地費は does not
        if between.contains('は') && !between.trim_end_matches(['約', ' ']).ends_with('は') {
            break;
        }
        if !like(m, stated)
            || between.contains(['。', '（', '）', '＝'])
            || between.chars().count() > 24
            || ["から", "うち", "より", "対し", "比べ"].iter().any(|w| between.contains(w))
        {
            break;
        }
        parts.insert(0, m);
    }
    (parts.len() >= 2).then_some(parts)
}

/// Whether a word for a total stands last; 計 only as a word of its own, since 一般会計 is no sum.
fn ends_in_total(text: &str) -> bool {
    TOTALS
        .iter()
        .filter_map(|w| text.strip_suffix(w))
        .any(|head| !text.ends_with('計') || head.is_empty() || head.ends_with(['の', '、', '（', ' ', '合', '総']))
}

/// 80件(個人52件 企業21件 団体7件): a bracket right after a total that holds nothing but its parts.
fn restated<'a>(record: &Record, amounts: &'a [Mention<Quantity>], k: usize) -> Option<Terms<'a>> {
    let text = &record.reading.view.text;
    let inner = text[amounts[k].view.end..].strip_prefix('（')?;
    let (inner, _) = inner.split_once('）')?;
    let end = amounts[k].view.end + "（".len() + inner.len();
    let parts: Terms = amounts[k + 1..].iter().filter(|m| m.view.end <= end).collect();
    let all_like = parts.iter().all(|m| like(m, &amounts[k]));
    let open = ["うち", "など", "ほか", "前", "以上", "最大"].iter().any(|w| inner.contains(w));
    (parts.len() >= 2 && all_like && !open).then_some(parts)
}

/// 57人で、このうち重傷は12人、軽傷は35人: two parts that make up a whole.
fn partition<'a>(record: &Record, amounts: &'a [Mention<Quantity>], k: usize) -> Option<Terms<'a>> {
    let text = &record.reading.view.text;
    let [first, second] = amounts.get(k + 1..k + 3)?.first_chunk::<2>()?;
    let lead = &text[amounts[k].view.end..first.view.start];
    let middle = &text[first.view.end..second.view.start];
    let named = PARTITIONS.iter().any(|(a, b)| lead.contains(a) && middle.contains(b));
    (named && lead.contains("うち") && !middle.contains('。') && like(first, &amounts[k]) && like(second, &amounts[k]))
        .then(|| vec![first, second])
}

/// 2社の差は320台: the difference of the last two numbers of its kind in the sentence before the word.
fn difference<'a>(record: &Record, amounts: &'a [Mention<Quantity>], k: usize) -> Option<Terms<'a>> {
    let text = &record.reading.view.text;
    let stated = &amounts[k];
    let sentence = record.reading.view.sentences[stated.sentence as usize].span;
    let head = text[sentence.start..stated.view.start].trim_end_matches([' ', '約']);
    let before: Terms = amounts[..k].iter().filter(|m| like(m, stated)).collect();
    let named = DIFFERENCES.iter().any(|w| head.ends_with(w));
    (named && before.len() == 2).then_some(before)
}

/// A row 合計 at the foot of a table column.
fn tables(report: &mut Report) {
    let record = report.record;
    let view = &record.reading.view;
    let cell = |m: &Mention<Quantity>| match view.blocks[view.sentences[m.sentence as usize].block as usize].1 {
        BlockKind::Cell { table, row, column, .. } if column > 0 => Some((table, row, column)),
        _ => None,
    };
    // most documents have no table; those that have may have thousands of cells
    let cells: Vec<_> = record.amounts.iter().map(cell).collect();
    if cells.iter().all(Option::is_none) {
        return;
    }
    let mut labels: HashMap<(u32, u32), &str> = HashMap::new();
    for (span, kind) in &view.blocks {
        if let BlockKind::Cell { table, row, column: 0, .. } = kind {
            labels.entry((*table, *row)).or_insert_with(|| span.of(&view.text).trim());
        }
    }
    for (stated, place) in record.amounts.iter().zip(&cells) {
        let Some((table, row, column)) = *place else { continue };
        if row < 2 || !labels.get(&(table, row)).is_some_and(|l| matches!(*l, "合計" | "計" | "総計" | "総額")) {
            continue;
        }
        let parts: Terms = record
            .amounts
            .iter()
            .zip(&cells)
            .filter(|(_, place)| matches!(place, Some((t, r, c)) if *t == table && *c == column && *r < row))
            .map(|(m, _)| m)
            .collect();
        if parts.len() >= 2 && parts.iter().all(|m| like(m, stated)) {
            compare(report, stated, &parts, total(&parts), "合計");
        }
    }
}
