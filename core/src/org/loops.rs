//! Loops of what stands above what: of reporting lines (PAR-11), and of departments.

/// The places that stand in a loop, in order, given what stands right above each. Each line is
/// walked once.
pub(super) fn loops(above: &[Option<u32>]) -> Vec<usize> {
    let up = |place: usize| {
        above
            .get(place)
            .copied()
            .flatten()
            .and_then(|upper| usize::try_from(upper).ok())
    };
    // The walk that came by a place first, by the place that it began at.
    let mut walked_by: Vec<Option<usize>> = vec![None; above.len()];
    let mut looped = Vec::new();
    for start in 0..above.len() {
        let mut place = start;
        while let Some(mark @ None) = walked_by.get_mut(place) {
            *mark = Some(start);
            match up(place) {
                Some(next) => place = next,
                None => break,
            }
        }
        // A walk that meets itself has gone round; the walk of another led elsewhere before.
        let met_itself = walked_by.get(place) == Some(&Some(start)) && up(place).is_some();
        if met_itself {
            let first = place;
            loop {
                looped.push(place);
                match up(place) {
                    Some(next) if next != first => place = next,
                    _ => break,
                }
            }
        }
    }
    looped.sort_unstable();
    looped
}
