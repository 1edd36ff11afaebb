//! See `order.md`.

use super::super::Report;
use crate::claim::slice;
use crate::extract::Mention;
use crate::extract::date::Dated;
use crate::lexicon::{PairUse, Table, Uses, pairs, table};
use crate::value::{Granularity, Moment, TimexType};
use serde::Deserialize;

/// What a word of `order.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// An application for something to come.
    Application,
    /// The last day for something.
    Deadline,
    /// Something takes place.
    Event,
    /// What takes place only prepares for something else.
    Preparation,
}

static WORDS: Table<Uses<Use>> = table!("order.csv", Uses::new);

type When<'a> = &'a Mention<Dated>;

pub(crate) fn check(report: &mut Report) {
    let record = report.record;
    for i in 0..record.reading.view.sentences.len() {
        let dates: Vec<When> = slice(&record.dates, i).iter().filter(|m| is_point(m)).collect();
        for (k, pair) in dates.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            reversed(report, first, second);
            next(report, first, second, k == 0);
            events(report, i, first, second);
        }
        deadline(report, i);
    }
}

fn is_point(m: When) -> bool {
    let t = &m.value.time;
    t.kind != TimexType::Duration
        && t.kind != TimexType::Set
        && t.span.lower.is_some()
        && t.span.upper.is_some()
        && !t.value.contains('/')
}

fn start(m: When) -> Option<Moment> {
    m.value.time.span.lower
}

/// Whether the year, too, is written: one that was found may be off by one.
fn dated(m: When) -> bool {
    let timex = &m.value.time.timex;
    !timex.starts_with("XX") && !timex.starts_with('T')
}

/// 2018年3月26日から2018年3月1日まで: a range that ends before it begins.
fn reversed(report: &mut Report, first: When, second: When) {
    let text = &report.record.reading.view.text;
    let gap = text.get(first.view.end..second.view.start).unwrap_or("");
    let range = matches!(gap, "から" | "〜" | "～") && (text[second.view.end..].starts_with("まで") || gap != "から");
    if !range || !dated(first) || !dated(second) {
        return;
    }
    let backwards = second.value.time.span.upper < start(first);
    judge(report, first, second, backwards, "始まりより前に終わっています");
}

/// 26日に発覚し、翌28日に: the day, month or year after is one later.
fn next(report: &mut Report, first: When, second: When, alone: bool) {
    let surface = second.view.of(&report.record.reading.view.text);
    let Some(rest) = surface.strip_prefix('翌').filter(|r| r.starts_with(|c: char| c.is_ascii_digit())) else {
        return;
    };
    let (Some(a), Some(b)) = (start(first), start(second)) else { return };
    let (fine, other) = (first.value.time.granularity, second.value.time.granularity);
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let day = rest.starts_with('日') && fine >= Granularity::Day && other >= Granularity::Day;
    let year = rest.starts_with('年') && !rest.starts_with("年度") && dated(first) && fine >= Granularity::Year;
    let whole = first.value.time.day().is_some() || !day;
    // 25日の台風で26日に休校、翌28日: which of two days is meant is open
    if !(alone && whole && (day || year)) {
        return;
    }
    let wrong = if day { a.date().tomorrow().is_ok_and(|d| d != b.date()) } else { a.year() + 1 != b.year() };
    judge(report, first, second, wrong, if day { "翌日ではありません" } else { "翌年ではありません" });
}

/// 2019年4月に着工し、2018年10月に完成した.
fn events(report: &mut Report, sentence: usize, first: When, second: When) {
    if !dated(first) || !dated(second) {
        return;
    }
    let view = &report.record.reading.view;
    let span = view.sentences[sentence].span;
    let gap = view.text.get(first.view.end..second.view.start).unwrap_or("");
    let after = view.text[second.view.end..span.end].split(['、', '。']).next().unwrap_or("");
    let before = view.text[span.start..first.view.start].rsplit(['、', '。']).next().unwrap_or("");
    let found = pairs(PairUse::Order).find(|(a, b)| {
        // に着工し、…に完成; the same subject: no topic of its own after the comma
        let verbs = gap.starts_with('に')
            && gap.contains(a)
            && after.starts_with('に')
            && after.contains(b)
            && !gap.split('、').skip(1).any(|s| s.contains(['は', 'が']));
        // 着工は…、完成は…
        let labels =
            before.ends_with(&format!("{a}は")) && gap.split('、').next_back().is_some_and(|g| g == format!("{b}は"));
        (verbs || labels) && !gap.contains('。')
    });
    if found.is_some() {
        let backwards = second.value.time.span.upper < start(first);
        judge(report, first, second, backwards, "後の出来事が先の日付です");
    }
}

/// 報告会は5月19日に開きます。申し込みの締め切りは5月22日です: one cannot apply for what is over.
fn deadline(report: &mut Report, sentence: usize) {
    let record = report.record;
    let view = &record.reading.view;
    let Some(next) = view.sentences.get(sentence + 1).filter(|n| n.block == view.sentences[sentence].block) else {
        return;
    };
    let (own, text) = (view.sentence(sentence), view.sentence(sentence + 1));
    let applies = ["", "参加", "参加の", "受講", "観覧", "出場", "入場"]
        .iter()
        .find_map(|w| text.strip_prefix(w))
        .and_then(|t| t.split_once('は'))
        .and_then(|(topic, _)| WORDS.after(topic, Use::Application))
        .is_some_and(|rest| {
            let rest = rest.trim_start_matches('の');
            matches!(rest, "" | "受付" | "受け付け") || WORDS.after(rest, Use::Deadline) == Some("")
        });
    // 3月10日までにお申し込みください
    let asked = || {
        let (_, rest) = text.split_once("までに")?;
        (WORDS.any_in(rest, Use::Application) && rest.chars().count() <= 24).then_some(())
    };
    let applies = applies || asked().is_some();
    if !applies || WORDS.any_in(own, Use::Preparation) || !WORDS.any_in(own, Use::Event) {
        return;
    }
    let day = |i: usize| {
        let mut days = slice(&record.dates, i).iter();
        days.next().filter(|m| days.next().is_none() && is_point(m) && m.value.time.day().is_some())
    };
    let (Some(event), Some(last)) = (day(sentence), day(sentence + 1)) else { return };
    let until = WORDS.any_in(text, Use::Deadline) || view.text[last.view.end..next.span.end].starts_with("まで");
    let months = |m: When| !m.value.time.timex.starts_with("XXXX-XX");
    if !until || !months(last) || !months(event) {
        return;
    }
    let late = start(last).zip(start(event)).is_some_and(|(l, e)| l.date() > e.date());
    judge(report, event, last, late, "申し込みの期限が開催より後です");
}

fn judge(report: &mut Report, first: When, second: When, wrong: bool, what: &str) {
    if !wrong {
        return report.holds();
    }
    let text = &report.record.document.text;
    let (a, b) = (first.span.of(text), second.span.of(text));
    let message = format!("「{a}」と「{b}」は順序が合いません: {what}");
    let place = report.place(second.span, what);
    let related = vec![report.place(first.span, "")];
    report.fails(place, related, message).suggestion = format!("「{a}」か「{b}」を直す");
}
