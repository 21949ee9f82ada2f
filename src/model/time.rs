//! Dates and stretches of time, as coarse as they were said.

/// A day of the calendar.
pub type Date = jiff::civil::Date;

/// A time expression. What could not be put on the calendar stays relative to its document.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// The days `from..to` (half open) that the expression covers, where they are known.
    pub days: Option<(Date, Date)>,
    pub granularity: Granularity,
    /// A window that ends where the text stands: `since Monday`, `over the past year`.
    pub window: bool,
    /// The words.
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Granularity {
    Minute,
    PartOfDay,
    Day,
    Week,
    Month,
    Season,
    Year,
    Decade,
    Vague,
}
