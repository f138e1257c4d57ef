namespace MLNet.Compression;

/// <summary>How near a classifier comes to its teacher, whatever is true (Xu et al. 2021).</summary>
/// <param name="Rows">The rows that both were asked.</param>
/// <param name="LabelLoyalty">The share for which both predict the same class.</param>
/// <param name="ProbabilityLoyalty">The mean of 1 − sqrt(Jensen-Shannon divergence in bits) of their probabilities: 1 where they are the same.</param>
/// <param name="Accuracy">The share that the classifier predicts right; null without labels.</param>
/// <param name="TeacherAccuracy">That of its teacher; null without labels.</param>
public sealed record LoyaltyMetrics(int Rows, double LabelLoyalty, double ProbabilityLoyalty, double? Accuracy, double? TeacherAccuracy)
{
    /// <summary>The figures in a line.</summary>
    public override string ToString()
    {
        var loyalty = FormattableString.Invariant($"label loyalty {LabelLoyalty:F4}, probability loyalty {ProbabilityLoyalty:F4}");
        return Accuracy is null ? loyalty : FormattableString.Invariant($"{loyalty}, accuracy {Accuracy:F4} (teacher {TeacherAccuracy:F4})");
    }
}
