//! Calibration: from scores to probabilities.

/// Slope and intercept of the logistic function that gives the probability that a name with a score is right (Platt scaling),
/// by Newton's method.
pub fn logistic(scores: &[(f32, bool)]) -> [f32; 2] {
    let (mut slope, mut intercept) = (0.0f64, 0.0f64);
    for _ in 0..50 {
        // gradient and Hessian of the loss; the small ridge keeps the latter invertible
        let (mut gradient, mut hessian) = ([0.0; 2], [1e-6, 0.0, 1e-6]);
        for (score, right) in scores {
            let x = f64::from(*score);
            let p = 1.0 / (1.0 + (-(slope * x + intercept)).exp());
            let (d, w) = (p - f64::from(u8::from(*right)), p * (1.0 - p));
            gradient = [gradient[0] + d * x, gradient[1] + d];
            hessian = [hessian[0] + w * x * x, hessian[1] + w * x, hessian[2] + w];
        }
        let determinant = hessian[0] * hessian[2] - hessian[1] * hessian[1];
        slope -= (hessian[2] * gradient[0] - hessian[1] * gradient[1]) / determinant;
        intercept -= (hessian[0] * gradient[1] - hessian[1] * gradient[0]) / determinant;
    }
    [slope as f32, intercept as f32]
}

#[cfg(test)]
mod tests {
    #[test]
    fn higher_scores_are_likelier() {
        let scores: Vec<(f32, bool)> = (0..100).map(|i| (i as f32 / 10.0, i % 10 < i / 10)).collect();
        let [slope, intercept] = super::logistic(&scores);
        let p = |x: f32| 1.0 / (1.0 + (-(slope * x + intercept)).exp());
        assert!(slope > 0.0 && p(1.0) < 0.3 && p(9.0) > 0.7, "{slope} {intercept}");
    }
}
