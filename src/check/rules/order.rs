//! See `order.md`.

use crate::check::Report;
use crate::claim::slice;
use crate::extract::Mention;
use crate::extract::date::Dated;
use crate::lexicon::{Table, Uses, rows, table};
use crate::value::{Granularity, Moment, TimexType};
use serde::Deserialize;

/// What a word of `order.csv` says.
#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Use {
    /// An application for something to come.
    Application,
    /// After an application: that it is taken.
    Reception,
    /// The last day for something.
    Deadline,
    /// Something takes place.
    Event,
    /// What takes place only prepares for something else.
    Preparation,
}

static WORDS: Table<Uses<Use>> = table!("order.csv", Uses::new);

/// Two events of one thing, of which the first comes first: 着工 and 完成.
#[derive(Deserialize)]
struct Events {
    first: String,
    second: String,
}

static EVENTS: Table<Vec<Events>> = table!("order/events.csv", rows);

/// A date of the text.
type When<'a> = &'a Mention<Dated>;

pub(super) fn check(report: &mut Report) {
    let record = report.record;
    for sentence in 0..record.reading.view.sentences.len() {
        let dates: Vec<When> = slice(&record.dates, sentence).iter().filter(|m| is_point(m)).collect();
        for (k, pair) in dates.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            reversed(report, first, second);
            next(report, first, second, k == 0);
            events(report, first, second);
        }
        deadline(report, sentence);
    }
}

/// Returns true if a date can be placed before or after another; one whose year or month is a guess cannot.
fn is_point(m: When) -> bool {
    let t = &m.value.time;
    !m.value.inferred
        && t.kind != TimexType::Duration
        && t.kind != TimexType::Set
        && t.span.lower.is_some()
        && t.span.upper.is_some()
        && !t.value.contains('/')
}

fn start(m: When) -> Option<Moment> {
    m.value.time.span.lower
}

/// Returns true if the second of two dates ends before the first begins.
fn backwards(first: When, second: When) -> bool {
    second.value.time.span.upper < start(first)
}

/// Returns true if the year, too, is written: one that was found may be off by one.
fn dated(m: When) -> bool {
    let timex = &m.value.time.timex;
    !timex.starts_with("XX") && !timex.starts_with('T')
}

/// A range that ends before it begins: 2018年3月26日から2018年3月1日まで.
fn reversed(report: &mut Report, first: When, second: When) {
    let text = &report.record.reading.view.text;
    let gap = text.get(first.view.end..second.view.start).unwrap_or("");
    let range = matches!(gap, "から" | "〜" | "～") && (text[second.view.end..].starts_with("まで") || gap != "から");
    if range && dated(first) && dated(second) {
        judge(report, first, second, backwards(first, second), "始まりより前に終わっています");
    }
}

/// The day or year after, which is not one later: 26日に発覚し、翌28日に.
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

/// Two events of one thing in the wrong order: 2019年4月に着工し、2018年10月に完成した.
fn events(report: &mut Report, first: When, second: When) {
    if !dated(first) || !dated(second) {
        return;
    }
    let view = &report.record.reading.view;
    let span = view.sentences[first.sentence as usize].span;
    let gap = view.text.get(first.view.end..second.view.start).unwrap_or("");
    let after = view.text[second.view.end..span.end].split(['、', '。']).next().unwrap_or("");
    let before = view.text[span.start..first.view.start].rsplit(['、', '。']).next().unwrap_or("");
    // one subject: no topic of its own after the comma
    let one_subject = !gap.split('、').skip(1).any(|s| s.contains(['は', 'が']));
    let told = EVENTS.iter().any(|Events { first: a, second: b }| {
        // に着工し、…に完成
        let verbs = gap.starts_with('に') && gap.contains(a) && after.starts_with('に') && after.contains(b);
        // 着工は…、完成は…
        let label = |text: &str, event| text.strip_suffix('は').is_some_and(|t: &str| t.ends_with(event));
        let labels = label(before, a) && gap.rsplit('、').next().and_then(|g| g.strip_suffix('は')) == Some(b.as_str());
        verbs && one_subject || labels
    });
    if told && !gap.contains('。') {
        judge(report, first, second, backwards(first, second), "後の出来事が先の日付です");
    }
}

/// A last day for applications after the event, which stands in the sentence before: 報告会は5月19日に開きます。申し込みの締め切りは5月22日
/// です.
fn deadline(report: &mut Report, sentence: usize) {
    let record = report.record;
    let view = &record.reading.view;
    let block = view.sentences[sentence].block;
    let Some(next) = view.sentences.get(sentence + 1).filter(|n| n.block == block) else { return };
    let (own, text) = (view.sentence(sentence), view.sentence(sentence + 1));
    if !asks(text) || WORDS.any_in(own, Use::Preparation) || !WORDS.any_in(own, Use::Event) {
        return;
    }
    let day = |sentence: usize| {
        let mut days = slice(&record.dates, sentence).iter();
        days.next().filter(|m| days.next().is_none() && is_point(m) && m.value.time.day().is_some())
    };
    let (Some(event), Some(last)) = (day(sentence), day(sentence + 1)) else { return };
    let until = WORDS.any_in(text, Use::Deadline) || view.text[last.view.end..next.span.end].starts_with("まで");
    let month_written = |m: When| !m.value.time.timex.starts_with("XXXX-XX");
    if until && month_written(last) && month_written(event) {
        let late = start(last).zip(start(event)).is_some_and(|(l, e)| l.date() > e.date());
        judge(report, event, last, late, "申し込みの期限が開催より後です");
    }
}

/// Returns true if a sentence asks for applications: 申し込みの締め切りは, 3月10日までにお申し込みください.
fn asks(text: &str) -> bool {
    let topic = text.split_once('は').and_then(|(topic, _)| WORDS.after(topic, Use::Application));
    let applies = topic.map(|rest| rest.trim_start_matches('の')).is_some_and(|rest| {
        rest.is_empty() || [Use::Reception, Use::Deadline].iter().any(|usage| WORDS.after(rest, *usage) == Some(""))
    });
    applies
        || text
            .split_once("までに")
            .is_some_and(|(_, rest)| WORDS.any_in(rest, Use::Application) && rest.chars().count() <= 24)
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
