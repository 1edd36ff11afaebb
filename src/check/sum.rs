//! See `sum.md`.

use super::Report;
use super::arithmetic::{Reach, Term, agrees, spoken, value};
use super::table::{Table, tables};
use crate::claim::slice;
use crate::extract::amount::Quantity;
use crate::extract::{Mention, Record};
use crate::lexicon::{CueUse, PairUse, after_cue, before_cue, has_cue, pairs};
use crate::value::{AmountKind, Decimal, plain};

type Terms<'a> = Vec<Term<'a>>;

pub(super) fn check(report: &mut Report) {
    let record = report.record;
    let mut from = 0;
    while from < record.amounts.len() {
        let sentence = record.amounts[from].sentence;
        let amounts = slice(&record.amounts, sentence as usize);
        for k in 0..amounts.len() {
            if let Some(parts) = totalled(record, amounts, k)
                .or_else(|| restated(record, amounts, k))
                .or_else(|| partition(record, amounts, k))
            {
                compare(report, &amounts[k], &parts);
            }
        }
        if let Some((whole, parts)) = closed(record, sentence as usize) {
            compare(report, whole, &parts);
        } else if let Some((wholes, parts)) = broken_down(record, sentence as usize) {
            match wholes.iter().find(|w| Reach::sum(&parts).is_some_and(|r| agrees(w, &r))) {
                Some(whole) => compare(report, whole, &parts),
                None if wholes.len() == 1 => compare(report, wholes[0], &parts),
                None => report.skips(),
            }
        }
        from += amounts.len();
    }
    for table in tables(record) {
        foot(report, &table);
        side(report, &table);
    }
}

fn compare(report: &mut Report, stated: Term, parts: &[Term]) {
    let total = parts.iter().map(|m| value(m).cloned()).sum::<Option<Decimal>>();
    let (Some(reach), Some(total), Some(said)) = (Reach::sum(parts), total, value(stated)) else {
        return report.skips();
    };
    if agrees(stated, &reach) {
        return report.holds();
    }
    let text = &report.record.document.text;
    let terms: Vec<&str> = parts.iter().map(|m| m.span.of(text)).collect();
    let number = spoken(&total, stated);
    let message = format!("「{}」とあるが、{}の合計は{number}です", stated.span.of(text), terms.join("+"));
    let place = report.place(stated.span, format!("計算では{number}"));
    let related = parts.iter().map(|m| report.place(m.span, String::new())).collect();
    let gap = plain(&(said - &total));
    let finding = report.fails(place, related, message);
    finding.difference = gap;
    finding.suggestion = format!("{number}にするか、内訳を直す");
}

/// Whether two numbers count the same kind of thing.
pub(super) fn like(a: Term, b: Term) -> bool {
    // 5人と2社の計7者: 者 counts persons and firms alike
    let party = |m: Term| matches!(m.value.amount.unit.as_str(), "者" | "人" | "名" | "社" | "法人" | "団体");
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
    let added = has_cue(gap, CueUse::Added);
    let named = ends_in_total(gap.trim_end_matches(['は', ' ', '約', 'で'])) && gap.chars().count() <= 12;
    let inside = after_cue(stated.view.of(text), CueUse::Total).is_some();
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
    before_cue(text, CueUse::Total).is_some_and(|head| {
        !text.ends_with('計') || head.is_empty() || head.ends_with(['の', '、', '（', ' ', '合', '総'])
    })
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
    let named = pairs(PairUse::Parts).any(|(a, b)| lead.contains(a) && middle.contains(b));
    (named && lead.contains("うち") && !middle.contains('。') && like(first, &amounts[k]) && like(second, &amounts[k]))
        .then(|| vec![first, second])
}

/// 845億円だった。内訳は自動車513億円、機械249億円、その他83億円: a list of all parts, and what it may be the parts of.
fn broken_down(record: &Record, sentence: usize) -> Option<(Terms<'_>, Terms<'_>)> {
    let text = record.reading.view.sentence(sentence);
    let at = record.reading.view.sentences[sentence].span.start + text.find("内訳は")?;
    let amounts = slice(&record.amounts, sentence);
    let parts: Terms = amounts.iter().filter(|m| m.view.start > at).collect();
    let first = parts.first()?;
    let list = record.reading.view.text.get(at..parts.last()?.view.end)?;
    let rest = record.reading.view.text.get(parts.last()?.view.end..)?;
    let open = has_cue(list, CueUse::Base) || ["など", "比", "うち", "計"].iter().any(|w| list.contains(w));
    let more = ["など", "ほか", "等"].iter().any(|w| rest.starts_with(w));
    if parts.len() < 2 || open || more || !parts.iter().all(|m| like(m, first)) {
        return None;
    }
    let own = amounts.iter().filter(|m| m.view.end <= at);
    let before = slice(&record.amounts, sentence.checked_sub(1)?);
    let wholes: Terms = if own.clone().next().is_some() { own.collect() } else { before.iter().collect() };
    let wholes: Terms = wholes.into_iter().filter(|m| like(m, first) && m.value.amount.direction.is_none()).collect();
    (!wholes.is_empty()).then_some((wholes, parts))
}

/// 10人のうち3人が重傷、残る7人が軽傷; 178人。A市が71人、B町38人、その他69人: a list that names its rest is complete.
fn closed(record: &Record, sentence: usize) -> Option<(Term<'_>, Terms<'_>)> {
    let text = &record.reading.view.text;
    let amounts = slice(&record.amounts, sentence);
    let label = |k: usize| &text[amounts[k - 1].view.end..amounts[k].view.start];
    let last = (1..amounts.len()).find(|k| has_cue(label(*k), CueUse::Closing))?;
    let rest = label(last);
    let of = (0..last).rfind(|k| text[amounts[*k].view.end..].starts_with("のうち"));
    let own = |from: usize| amounts[from..=last].iter().filter(|m| like(m, &amounts[last])).collect::<Terms>();
    let plain = amounts[..=last].iter().all(|m| m.value.amount.direction.is_none());
    let after = &text[amounts[last].view.end..];
    let part = |from: usize| (from + 1..=last).any(|k| label(k).contains("うち") && !label(k).starts_with("のうち"));
    if !plain || after.starts_with("のうち") || rest.chars().count() > 16 || rest.contains('。') {
        return None;
    }
    if let Some(of) = of.filter(|of| like(&amounts[*of], &amounts[last]) && !part(*of)) {
        let parts = own(of + 1);
        return (parts.len() >= 2).then_some((&amounts[of], parts));
    }
    let parts = own(0);
    let before = slice(&record.amounts, sentence.checked_sub(1)?);
    let mut wholes = before.iter().filter(|m| like(m, &amounts[last]) && m.value.amount.direction.is_none());
    let whole = wholes.next().filter(|_| wholes.next().is_none())?;
    let names_rest = ["その他", "そのほか", "それ以外"].iter().any(|w| rest.contains(w));
    let complete =
        names_rest && parts.len() >= 3 && of.is_none() && !part(0) && parts.len() == parts_like(amounts, last);
    complete.then_some((whole, parts))
}

/// How many numbers up to the last part are of its kind, shares beside them left out.
fn parts_like(amounts: &[Mention<Quantity>], last: usize) -> usize {
    amounts[..=last].iter().filter(|m| m.value.amount.kind != AmountKind::Percent).count()
}

/// Labels of totals, and of rows or columns that are part of others.
fn is_total(label: &str) -> bool {
    matches!(label, "合計" | "計" | "総計" | "総額" | "総数" | "全体" | "合　計" | "合 計")
}

fn is_nested(label: &str) -> bool {
    ["うち", "内", "小計", "再掲", "除く", "（", "平均", "率", "比", "前"].iter().any(|w| label.contains(w))
}

/// A row 合計 at the foot of a table.
fn foot(report: &mut Report, table: &Table) {
    let label = |row: u32| table.label(row, 0).unwrap_or("");
    let Some(row) = (2..table.rows).find(|r| is_total(label(*r))) else { return };
    if (1..row).any(|r| is_nested(label(r))) {
        return;
    }
    for column in 1..table.columns {
        let Some(stated) = table.only(row, column) else { continue };
        let cells = (0..row).filter(|r| *r > 0 || table.only(0, column).is_some_and(|m| like(m, stated)));
        let parts: Option<Terms> = cells.map(|r| table.only(r, column)).collect();
        if let Some(parts) = parts.filter(|p| p.len() >= 2 && p.iter().all(|m| like(m, stated))) {
            compare(report, stated, &parts);
        }
    }
}

/// A column 計 at the right of a table.
fn side(report: &mut Report, table: &Table) {
    let Some(last) = table.columns.checked_sub(1).filter(|c| *c >= 3) else { return };
    let label = |column: u32| table.label(0, column).unwrap_or("");
    if !is_total(label(last)) || (1..last).any(|c| is_nested(label(c))) {
        return;
    }
    for row in 1..table.rows {
        let Some(stated) = table.only(row, last) else { continue };
        let parts: Option<Terms> = (1..last).map(|c| table.only(row, c)).collect();
        if let Some(parts) = parts.filter(|p| p.iter().all(|m| like(m, stated))) {
            compare(report, stated, &parts);
        }
    }
}
