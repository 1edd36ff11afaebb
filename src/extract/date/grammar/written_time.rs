//! Times of day as written.

use super::time_words::DayPart;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Time {
    /// 午後3時.
    Clock(Clock),
    /// 同8時: takes 午前 or 午後 from the time before.
    SameHalf(Clock),
    /// 同58分: this minute of the hour of the time before.
    SameHour { minute: i8 },
    /// 未明, 朝.
    Part(DayPart),
}

/// A clock time; the hour may run to 30 for the night after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    pub hour: i8,
    pub minute: Option<Minute>,
    /// 午前, 午後, PM or another part of the day stands before it.
    pub halved: bool,
}

/// A minute, with its second where one is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Minute {
    pub minute: i8,
    pub second: Option<i8>,
}

impl Clock {
    /// Seconds from midnight.
    pub fn seconds(self) -> i64 {
        let minute = self.minute.map_or(0, |m| i64::from(m.minute) * 60 + i64::from(m.second.unwrap_or(0)));
        i64::from(self.hour) * 3600 + minute
    }

    /// Hour and minute in TIMEX3: T09:30.
    pub fn timex(self) -> String {
        format!("T{:02}:{:02}", self.hour, self.minute.map_or(0, |m| m.minute))
    }
}
