//! The timeline: a line for each event, its dates on one scale, disputed ones joined by a broken line.

use super::overview::{against, between};
use super::untrusted::{Untrusted, anchor};
use super::{Page, sign};
use crate::claim::Claim;
use crate::fact::{Value, Verdict};
use crate::output::display::{moment, separated, side_by_side, told_apart};
use crate::output::fact_view::FactView;
use crate::output::rows::dated;
use jiff::civil::DateTime;
use maud::{Markup, html};

/// Most events: disputed ones first, then those with the most sources.
const EVENTS: usize = 80;
/// Least distance of two labels, in per cent of the width.
const APART: f64 = 20.0;
/// Distance from the left edge, in per cent, below which a label begins at its place instead of standing around it.
const EDGE: f64 = 6.0;

/// A fact that places something in time, with its dates.
struct Event<'a> {
    view: FactView<'a>,
    disputed: bool,
    /// For each date its first claim, first and last moment, and value.
    dates: Vec<(&'a Claim, DateTime, DateTime, &'a Value)>,
}

pub(super) fn section(page: &Page) -> Markup {
    let mut events: Vec<Event> = page.shown.compared.iter().filter_map(|v| event(*v)).collect();
    let all = events.len();
    events.sort_by_key(|e| (!e.disputed, std::cmp::Reverse(e.view.sources().len())));
    events.truncate(EVENTS);
    events.sort_by(|a, b| a.dates[0].1.cmp(&b.dates[0].1).then_with(|| a.view.fact.id.cmp(&b.view.fact.id)));
    let scale = Scale::new(events.iter().flat_map(|e| &e.dates).flat_map(|(_, from, to, _)| [*from, *to]).collect());
    html! {
        section.wide #timeline aria-labelledby="timeline-title" {
            h2 #timeline-title { (page.text("timeline")) }
            @if events.is_empty() { p.calm { (page.text("nothing_dated")) } } @else {
                p.lede { (page.text("about_timeline")) }
                (page.partial(events.len(), all, "timeline.csv"))
                div.axis aria-hidden="true" { (axis(&scale)) }
                ol.events { @for e in &events { (line(page, e, &scale)) } }
            }
        }
    }
}

fn event<'a>(view: FactView<'a>) -> Option<Event<'a>> {
    let disputed = view.fact.verdict == Verdict::Conflict;
    let values = if disputed { view.disputed() } else { view.fact.values.iter().take(1).collect() };
    let date = |value: &'a Value| {
        let claim = view.first(value)?;
        dated(claim)?;
        let [from, to] = [&claim.stated.lower, &claim.stated.upper].map(|s| s.parse::<DateTime>().ok());
        Some((claim, from?, to.or(from)?, value))
    };
    let mut dates: Vec<_> = values.into_iter().filter_map(date).collect();
    dates.sort_by_key(|(claim, from, to, _)| (*from, *to, claim.char_start));
    (!dates.is_empty()).then_some(Event { view, disputed, dates })
}

/// Places of moments from left to right, in per cent. Gaps are shortened by the logarithm, since events crowd on a few
/// days and others lie years back.
struct Scale {
    stops: Vec<(DateTime, f64)>,
}

impl Scale {
    fn new(mut moments: Vec<DateTime>) -> Scale {
        moments.sort_unstable();
        moments.dedup();
        let hours = |a: &DateTime, b: &DateTime| {
            a.until((jiff::Unit::Hour, *b)).map_or(0.0, |span| f64::from(span.get_hours().max(0)))
        };
        let gaps: Vec<f64> = moments.windows(2).map(|w| (1.0 + hours(&w[0], &w[1]) / 24.0).ln() + 0.6).collect();
        let whole: f64 = gaps.iter().sum::<f64>().max(f64::MIN_POSITIVE);
        let mut at = 0.0;
        let mut stops = Vec::new();
        for (i, moment) in moments.into_iter().enumerate() {
            at += if i == 0 { 0.0 } else { gaps[i - 1] };
            // room for half a mark on either side
            stops.push((moment, if gaps.is_empty() { 50.0 } else { 3.0 + 94.0 * at / whole }));
        }
        Scale { stops }
    }

    /// The place of a moment.
    fn at(&self, moment: DateTime) -> f64 {
        self.stops.iter().find(|(m, _)| *m >= moment).map_or(97.0, |(_, at)| *at)
    }

    /// Moments to label, far enough apart to be read.
    fn labels(&self) -> Vec<(DateTime, f64)> {
        let mut out: Vec<(DateTime, f64)> = Vec::new();
        for (moment, at) in &self.stops {
            // a label at the left edge begins at its place, the others stand around theirs
            let apart = |x: f64| if x < EDGE { APART * 1.6 } else { APART };
            let free = out.last().is_none_or(|(last, x)| at - x >= apart(*x) && last.date() != moment.date());
            if free && *at <= 90.0 {
                out.push((*moment, *at));
            }
        }
        out
    }
}

/// A coordinate in per cent, with two digits.
fn percent(at: f64) -> String {
    format!("{at:.2}%")
}

fn axis(scale: &Scale) -> Markup {
    html! {
        svg width="100%" height="34" {
            line.base x1="0%" x2="100%" y1="30" y2="30" {}
            @for (moment, at) in scale.labels() {
                line.base x1=(percent(at)) x2=(percent(at)) y1="24" y2="30" {}
                text x=(percent(at)) y="18" text-anchor=(if at < EDGE { "start" } else { "middle" }) {
                    (moment.strftime("%Y-%m-%d"))
                }
            }
        }
    }
}

fn line<'a>(page: &Page<'a>, event: &Event<'a>, scale: &Scale) -> Markup {
    let fact = &event.view.fact;
    let claims: Vec<&Claim> = event.dates.iter().map(|(c, ..)| *c).collect();
    let says = told_apart(claims.iter().map(|c| moment(&c.stated.value, page.lang)).collect(), &claims);
    let verdicts: Vec<Verdict> = event.dates.windows(2).map(|w| between(fact, w[0].3, w[1].3)).collect();
    let signs = std::iter::once("").chain(verdicts.iter().map(|v| sign(*v)));
    let spoken = signs.zip(&says).map(|(sign, says)| format!("{sign} {says}")).collect::<Vec<_>>().join(" ");
    html! {
        li class={ "event " (if event.disputed { "disputed" } else { "settled" }) } data-fact=(fact.id) {
            p.when {
                @for (i, says) in side_by_side(&says).into_iter().enumerate() {
                    @if i > 0 { (against(verdicts[i - 1])) }
                    time { (Untrusted(says)) }
                }
            }
            p.what {
                a href={ "#" (anchor("fact", &fact.id)) } { (page.title(event.view)) } " "
                @if event.disputed { (page.badge(fact.verdict)) }
                @else { span.by { (page.lang.fill("n_sources", &[&event.view.sources().len()])) } }
            }
            (picture(page, event, scale, spoken.trim_start()))
        }
    }
}

fn picture(page: &Page, event: &Event, scale: &Scale, says: &str) -> Markup {
    let at: Vec<(f64, f64, usize)> = event
        .dates
        .iter()
        .map(|(_, a, b, value)| (scale.at(*a), scale.at(*b), event.view.sources_of(value).len()))
        .collect();
    let ends = at.iter().fold((100.0f64, 0.0f64), |(l, r), (a, b, _)| (l.min((a + b) / 2.0), r.max((a + b) / 2.0)));
    let verdict = page.lang.label("verdict", event.view.fact.verdict.as_str());
    html! {
        svg.strip width="100%" height="28" role="img" aria-label={ (Untrusted(says)) " " (verdict) } {
            line.base x1="0%" x2="100%" y1="14" y2="14" {}
            @if event.disputed && at.len() > 1 {
                line.between x1=(percent(ends.0)) x2=(percent(ends.1)) y1="14" y2="14" {}
            }
            @for (from, to, sources) in at {
                @if to - from > 0.4 {
                    rect.span x=(percent(from)) width=(percent(to - from)) y="9" height="10" rx="5" {}
                }
                // a nested picture, because only whole coordinates may be per cent
                svg.spot x=(percent((from + to) / 2.0)) y="14" overflow="visible" {
                    @if event.disputed { path d="M0-8 8 0 0 8-8 0Z" {} } @else { circle r=(5 + sources.min(4)) {} }
                    title { (separated(&sources.to_string())) }
                }
            }
        }
    }
}
