using System.Text.Json.Serialization;

namespace MLNet.Compression;

/// <summary>What ML.NET's own linear models reach on the rows that a text model is measured on: n-grams of words and characters (FeaturizeText), and the best of some linear trainers.</summary>
/// <param name="Trainer">The trainer that did best on rows held out of the training data: "SDCA", "naive Bayes".</param>
/// <param name="Rows">Rows that it learnt from: all, or where there are very many an even sample.</param>
/// <param name="Elapsed">The time that all of it took.</param>
/// <param name="Bytes">Bytes of its saved ML.NET pipeline, from text to predicted label.</param>
/// <param name="Quality">How well it does on the validation set.</param>
public sealed record BaselineReport(string Trainer, int Rows, [property: JsonPropertyName("seconds")] TimeSpan Elapsed, long Bytes, QualityReport Quality)
{
    /// <summary>What it is called beside the stages.</summary>
    internal string Name => $"linear baseline ({Trainer})";

    /// <summary>What to warn of where a model does worse than this one; null where it does as well, or was measured on other rows.</summary>
    /// <param name="stage">The stage that left the model.</param>
    /// <param name="result">The model as it left it.</param>
    internal string? DoubtOf(string stage, StageResult result)
    {
        var (own, linear) = (result.Quality.MainFigure, Quality.MainFigure);
        return result.Quality.Rows != Quality.Rows || double.IsNaN(linear) || own >= linear ? null : FormattableString.Invariant(
            $"{stage}: {Quality.MainFigureName} {own:F4} in {result.Bytes:N0} bytes is below the {linear:F4} that ML.NET's linear model ({Trainer}) has on the same {Quality.Rows:N0} rows in {Bytes:N0} bytes: compression has not paid. Train longer, allow more bytes, improve the teacher, or take the linear model.");
    }
}
