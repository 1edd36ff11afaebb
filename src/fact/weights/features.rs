//! The names of the features, in the order of the rows of their tables, which say what each measures.

/// An enum whose variants have names.
macro_rules! named {
    ($($variant:ident = $name:literal,)+) => {
        /// The features by which two claims are linked; `link.csv` says what each measures.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum Feature {
            $($variant,)+
        }

        impl Feature {
            /// Their names in `link.csv`.
            pub const NAMES: [&str; LINK_FEATURES] = [$($name),+];
        }

        /// Number of the features of a link.
        pub const LINK_FEATURES: usize = [$($name),+].len();
    };
}

named! {
    Bias = "bias",
    Name = "name",
    Words = "words",
    Covered = "covered",
    Concept = "concept",
    QualifierDiffers = "qualifier_differs",
    Dimension = "dimension",
    Unusual = "unusual",
    Near = "near",
    Slip = "slip",
    SubjectDiffers = "subject_differs",
    PlaceDiffers = "place_differs",
    PeriodDiffers = "period_differs",
    YearsApart = "years_apart",
    PlanDiffers = "plan_differs",
    AnnouncedDiffers = "announced_differs",
    PartDiffers = "part_differs",
    Moved = "moved",
    Topic = "topic",
    SameDocument = "same_document",
    Company = "company",
}

/// The features of a pair of claims, in the order of [`Feature`].
pub type LinkFeatures = [f32; LINK_FEATURES];

/// The features by which a pair is scored again: see [`SecondLook`](crate::fact::SecondLook).
pub const SECOND_LOOK_FEATURES: [&str; 4] = ["bias", "first", "margin", "explained"];

/// The features of a change between two claims: see [`change_features`](crate::fact::change_features).
pub const CHANGE_FEATURES: [&str; 14] = [
    "bias",
    "later",
    "days",
    "dynamic",
    "held",
    "same_moment",
    "open",
    "both_open",
    "revised",
    "slip",
    "grows",
    "risen",
    "count",
    "hedged",
];

/// The features of a change between two values of a fact: see [`history_features`](crate::fact::history_features).
pub const HISTORY_FEATURES: [&str; 7] =
    ["ordered", "pairs", "again", "followed", "taken_up", "late_alone", "early_alone"];
