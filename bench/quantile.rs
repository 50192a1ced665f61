//! Figures of many pages as one.

/// The value below which that share of the values is, 0.5 for the median; 0 of none.
pub fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let place = sorted.len().saturating_sub(1) as f64 * share;
    sorted.get(place as usize).copied().unwrap_or(0.0)
}
