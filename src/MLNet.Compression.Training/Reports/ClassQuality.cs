namespace MLNet.Compression;

/// <summary>How well a model does on the rows of one class.</summary>
/// <param name="Label">The class; a name of more than a hundred characters is cut.</param>
/// <param name="Rows">Rows of the class.</param>
/// <param name="Predicted">Rows for which the model predicts it.</param>
/// <param name="Correct">Rows of the class for which the model predicts it.</param>
public sealed record ClassQuality(string Label, long Rows, long Predicted, long Correct)
{
    /// <summary>The share of the rows predicted as the class that are of it; 0 where none was.</summary>
    public double Precision => Predicted == 0 ? 0 : (double)Correct / Predicted;

    /// <summary>The share of the rows of the class that are predicted as it; 0 where there is none.</summary>
    public double Recall => Rows == 0 ? 0 : (double)Correct / Rows;

    /// <summary>The harmonic mean of precision and recall; 0 where both are.</summary>
    public double F1 => Rows + Predicted == 0 ? 0 : 2.0 * Correct / (Rows + Predicted);
}
