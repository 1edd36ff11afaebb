//! What the words of `cues.csv` and `beside.csv` say.

use serde::Deserialize;

/// What a cue says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CueUse {
    /// A total of what stands before follows.
    Total,
    /// What stands before is added up.
    Added,
    /// All that stands between the last term and a total of the terms.
    Joined,
    /// All parts of a whole follow.
    Breakdown,
    /// What a number of things at a price come to.
    Proceeds,
    /// The difference of two numbers follows.
    Difference,
    /// A product follows.
    Product,
    /// A rate of exchange is applied.
    Rate,
    /// A list is not complete.
    Open,
    /// A counter of things that a list names one by one.
    Counter,
    /// An earlier figure or plan.
    Base,
    /// The present one.
    Now,
    /// After a figure that something is compared with.
    Compare,
    /// The name of a rate or of the size of a change.
    RateName,
    /// The last part of a list that then is complete.
    Closing,
    /// Only some of the days between two days are meant.
    Partial,
    /// An application for something to come.
    Application,
    /// The last day for something.
    Deadline,
    /// Something takes place.
    Event,
    /// What takes place only prepares for something else.
    Preparation,
    /// After a length: something was moved by it.
    Moved,
    /// After a number of clauses that follow, each told as こと.
    Clauses,
    /// Who speaks, where no name or title says so: 事務局, 会員A.
    Speaker,
    /// A noun that says nothing about what a value is: こと, 金額.
    EmptyNoun,
    /// The kanji of a verb that says nothing either: 行う, 受ける.
    EmptyVerb,
    /// Before a comma that ends a clause: ため、.
    ClauseEnd,
    /// Between a value and the noun it is of: 580億円相当のNEM.
    OfValue,
    /// Calls the value beside it a loss.
    Loss,
    /// Before a value that is a part of another.
    Part,
    /// Somebody else says it.
    Said,
    /// After a period that something is compared with.
    Against,
    /// After a period: the figures that follow are of it.
    Stage,
    /// After a second value: it is the end of a range, and the first was not replaced.
    RangeEnd,
    /// A concept that says how firm a value is, not what it is of.
    Firmness,
    /// A concept by which a figure was revised or replaced.
    Revised,
    /// A concept by which a figure has become greater.
    Risen,
    /// A concept by which a figure has become smaller.
    Fallen,
}
