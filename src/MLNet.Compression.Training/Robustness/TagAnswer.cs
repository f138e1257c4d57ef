using MLNet.Compression.Training.Evaluation;

namespace MLNet.Compression.Training.Robustness;

/// <summary>The tags of a sentence's words; how good they are is the F1 of the entities, and 1 where there are none and none was found.</summary>
/// <param name="predicted">The predicted tags; "" for a word that was taken out, which is of no entity.</param>
/// <param name="right">The true ones; "" for a word that does not count.</param>
/// <param name="rightness">How probable the model holds the true tags.</param>
internal sealed class TagAnswer(string[] predicted, string[] right, double rightness) : ModelAnswer(QualityOf(predicted, right), rightness)
{
    /// <summary>The predicted tags.</summary>
    public IReadOnlyList<string> Tags => predicted;

    /// <inheritdoc/>
    public override string Prediction => Join(predicted);

    /// <summary>Tags in a line, which <see cref="Split"/> takes apart.</summary>
    public static string Join(IReadOnlyList<string> tags) => string.Join(' ', tags);

    /// <summary>The tags of a line.</summary>
    public static string[] Split(string tags) => tags.Split(' ');

    private static double QualityOf(string[] predicted, string[] right)
    {
        var entities = new EntityPredictions([predicted], [right]);
        var (_, found, gold) = entities.CountsOf(type: null);
        return found + gold == 0 ? 1 : entities.F1();
    }
}
