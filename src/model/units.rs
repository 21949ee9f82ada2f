//! The units in which people give figures, for those that figures are kept in: `s` is eight years, `m` ten kilometres.

/// Money of whichever currency, where the text leaves it out.
pub const MONEY: &str = "money";

/// The place in an order, from the first.
pub const RANK: &str = "rank";

/// Both sides of a score or a vote, the smaller as the lower end.
pub const SCORE: &str = "score";

/// How often in a year.
pub const FREQUENCY: &str = "a year";

/// How many times as much.
pub const MULTIPLE: &str = "fold";

/// A unit to show figures in: the kept unit, how many of it make one, and its name for one and for several.
struct Unit(&'static str, f64, &'static str, &'static str);

/// For each kept unit, from the largest to the smallest.
const UNITS: [Unit; 30] = [
    Unit("s", 31_557_600.0, "year", "years"),
    Unit("s", 2_629_800.0, "month", "months"),
    Unit("s", 604_800.0, "week", "weeks"),
    Unit("s", 86_400.0, "day", "days"),
    Unit("s", 3_600.0, "hour", "hours"),
    Unit("s", 60.0, "minute", "minutes"),
    Unit("s", 1.0, "second", "seconds"),
    Unit("m", 1_000.0, "km", "km"),
    Unit("m", 1.0, "m", "m"),
    Unit("m2", 1e6, "square kilometre", "square kilometres"),
    Unit("m2", 1e4, "hectare", "hectares"),
    Unit("m2", 1.0, "square metre", "square metres"),
    Unit("m3", 1.0, "cubic metre", "cubic metres"),
    Unit("m3", 0.001, "litre", "litres"),
    Unit("kg", 1_000.0, "tonne", "tonnes"),
    Unit("kg", 1.0, "kg", "kg"),
    Unit("m/s", 1.0 / 3.6, "km/h", "km/h"),
    Unit("W", 1e6, "MW", "MW"),
    Unit("W", 1e3, "kW", "kW"),
    Unit("degC", 1.0, "°C", "°C"),
    Unit("points", 1.0, "percentage point", "percentage points"),
    Unit("barrel", 1.0, "barrel", "barrels"),
    Unit("dollar", 1.0, "dollar", "dollars"),
    Unit("cent", 1.0, "cent", "cents"),
    Unit("peso", 1.0, "peso", "pesos"),
    Unit("franc", 1.0, "franc", "francs"),
    Unit("crown", 1.0, "crown", "crowns"),
    Unit("dinar", 1.0, "dinar", "dinars"),
    Unit("dirham", 1.0, "dirham", "dirhams"),
    Unit("shilling", 1.0, "shilling", "shillings"),
];

/// The unit that says these amounts of a kept unit most plainly, with how many of the kept unit make one of it: the largest in which
/// they are whole numbers, else the largest that none of them falls short of, else the kept unit.
pub fn plain<'a>(kept: &'a str, amounts: &[f64]) -> (f64, &'a str) {
    let known = || UNITS.iter().filter(|unit| unit.0 == kept);
    let each = |unit: &&Unit, fits: fn(f64) -> bool| amounts.iter().all(|amount| *amount == 0.0 || fits(amount / unit.1));
    let whole = known().find(|unit| each(unit, |times| times.abs() >= 0.999 && (times - times.round()).abs() < 1e-4));
    let reached = || known().find(|unit| each(unit, |times| times.abs() >= 1.0));
    whole.or_else(reached).map_or((1.0, kept), |unit| {
        let one = amounts.iter().all(|amount| (amount / unit.1 - 1.0).abs() < 1e-4);
        (unit.1, if one { unit.2 } else { unit.3 })
    })
}

/// How many of a kept unit make one of each unit that people give such amounts in.
pub fn sizes(kept: &str) -> impl Iterator<Item = f64> {
    const SMALL: [(&str, f64); 3] = [("m", 0.01), ("m", 0.001), ("kg", 0.001)];
    let small = SMALL.into_iter().filter(move |(unit, _)| *unit == kept).map(|(_, size)| size);
    let known: Vec<f64> = UNITS.iter().filter(|unit| unit.0 == kept).map(|unit| unit.1).chain(small).collect();
    let itself = known.iter().all(|size| *size != 1.0).then_some(1.0);
    known.into_iter().chain(itself)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_said_as_people_say_them() {
        let cases = [
            ("s", &[8.0 * 31_557_600.0][..], 8.0, "years"),
            ("s", &[31_557_600.0], 1.0, "year"),
            ("s", &[30.0 * 86_400.0], 30.0, "days"),
            ("s", &[5_400.0], 90.0, "minutes"),
            ("s", &[5.0 * 2_629_800.0, 17.0 * 2_629_800.0], 5.0, "months"),
            ("m", &[10_000.0], 10.0, "km"),
            ("m", &[1_234.0], 1_234.0, "m"),
            ("m", &[9_656.064], 9.656_064, "km"),
            ("m/s", &[100.0 * 0.277_777_8], 100.0, "km/h"),
            ("percent", &[6.1], 6.1, "percent"),
            ("", &[1_000.0], 1_000.0, ""),
        ];
        for (kept, amounts, shown, name) in cases {
            let (size, unit) = plain(kept, amounts);
            assert!(unit == name && (amounts[0] / size - shown).abs() < 1e-3, "{amounts:?} {kept}: {} {unit}", amounts[0] / size);
        }
    }
}
