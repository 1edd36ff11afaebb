//! Values without text: exact decimals, amounts with bounds, moments and intervals of time. Nothing here knows how a value
//! is written in a text.

mod amount;
mod temporal;
mod weekday;

pub use amount::{Amount, AmountKind, Decimal, Direction, oku, plain, pow10};
pub use temporal::{
    Anchor, Granularity, Moment, Temporal, TimeSpan, TimexType, day, days_between, days_in_month, month_end,
    push_padded,
};
pub use weekday::{weekday_of, weekday_sign};

use serde::{Deserialize, Serialize};

/// How a value is modified in the text. The value itself stays as written: tolerance is a matter of comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modifier {
    /// 約, およそ, 程度, 前後, ほど, 頃.
    Approx,
    /// 以上, 以降: the value itself is included.
    AtLeast,
    /// 以下, 以前, まで, 最大: the value itself is included.
    AtMost,
    /// 超, より後: the value itself is not.
    MoreThan,
    /// 未満, 足らず, より前: the value itself is not.
    LessThan,
    /// 強, 余り: [x, 1.1x).
    SlightlyMore,
    /// 弱, 近く: [0.9x, x).
    SlightlyLess,
    /// 数, 何: only a range is known.
    Vague,
    /// 初め, 冒頭, 上旬.
    Start,
    /// 半ば, 中旬.
    Mid,
    /// 末, 下旬.
    End,
}

impl Modifier {
    /// The value of the `modifier` column, after TIMEX3's `mod`.
    pub fn as_str(self) -> &'static str {
        match self {
            Modifier::Approx => "approx",
            Modifier::AtLeast => "at_least",
            Modifier::AtMost => "at_most",
            Modifier::MoreThan => "more_than",
            Modifier::LessThan => "less_than",
            Modifier::SlightlyMore => "slightly_more",
            Modifier::SlightlyLess => "slightly_less",
            Modifier::Vague => "vague",
            Modifier::Start => "start",
            Modifier::Mid => "mid",
            Modifier::End => "end",
        }
    }
}
