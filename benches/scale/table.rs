//! Prints what was measured: a table with ratios to the floor, to copying and to each peer, and the stages of our cold build.

use super::child::{Cost, median};

/// A command and what it took, each time.
pub struct Row {
    /// What it is.
    pub name: String,
    /// What it took.
    pub costs: Vec<Cost>,
}

/// How the rows of our program begin; to all others there are ratios.
const OURS: &str = "dossier";

/// A ratio of wall times and one of processor times.
fn ratio(cost: Cost, other: Cost) -> String {
    format!("{:.2}/{:.2}", cost.wall / other.wall, cost.processor / other.processor)
}

/// Prints a table of the medians: seconds, memory, and ratios to all that is not ours as wall time / processor time.
pub fn print((n_letters, n_runs): (usize, usize), rows: &[Row], said: &[String]) {
    println!("\n{n_letters} letters in two languages, median of {n_runs}; ratios: wall time/processor time");
    let summary = said.last().and_then(|said| said.lines().find(|line| line.contains(" pages, ")));
    println!("{}", summary.unwrap_or_default());
    let medians: Vec<(&str, Cost)> = rows.iter().map(|row| (row.name.as_str(), median(&row.costs))).collect();
    let others: Vec<&(&str, Cost)> = medians.iter().filter(|(name, _)| !name.starts_with(OURS)).collect();
    let heads: String = others.iter().map(|(name, _)| format!(" {:>19}", format!("÷ {name}"))).collect();
    println!("{:<28}{:>9}{:>9}{:>8}{heads}", "", "wall s", "CPU s", "MiB");
    for (name, cost) in &medians {
        let ratios: String = others.iter().map(|(_, other)| format!(" {:>19}", ratio(*cost, *other))).collect();
        let ratios = if name.starts_with(OURS) { ratios } else { String::new() };
        println!("{name:<28}{:>9.3}{:>9.3}{:>8.0}{ratios}", cost.wall, cost.processor, cost.memory);
    }
    print_stages(said);
}

/// Prints the stages of the last cold build as our program tells them.
fn print_stages(said: &[String]) {
    let lines = said.last().map(String::as_str).unwrap_or_default().lines();
    println!("stages of a cold build:");
    lines.filter(|line| line.ends_with(" CPU")).for_each(|line| println!("  {line}"));
}
