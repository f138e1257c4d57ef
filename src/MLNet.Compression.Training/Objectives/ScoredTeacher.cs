using System.Globalization;
using MLNet.Compression.Training.Autograd;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Layers;
using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Objectives;

/// <summary>Predictions that somebody else made for every row before training: another kind of model, or people.</summary>
/// <remarks>
/// Of probabilities p it gives the logits log p, which are those of the model that made them but for a constant a row: softmax(log p / T)
/// is what that model would give at T. Probabilities below 1e-9 count as 1e-9.
/// </remarks>
internal sealed class ScoredTeacher : SingleTeacher
{
    private const float LeastProbability = 1e-9f;
    private readonly IReadOnlyDictionary<TextRows, float[]> _logits;
    private readonly int _classes;

    /// <param name="logits">For each set [rows x classes].</param>
    /// <param name="classes">Number of classes.</param>
    /// <exception cref="ArgumentException">A set has another number of rows than values.</exception>
    public ScoredTeacher(IReadOnlyDictionary<TextRows, float[]> logits, int classes)
    {
        (_logits, _classes) = (logits, classes);
        foreach (var (set, values) in logits)
        {
            if (values.Length != (long)set.Count * classes)
            {
                throw new ArgumentException($"{values.Length} predictions came for {set.Count} rows of {classes} classes of the {set.Name}.", nameof(logits));
            }
        }
    }

    /// <inheritdoc/>
    public override ModelTeacher? Beside => null;

    /// <inheritdoc/>
    public override string Fingerprint
    {
        get
        {
            var hash = _logits.Values.SelectMany(values => values).Aggregate(0ul, (hash, value) => SeededRandom.Combine(hash, BitConverter.SingleToUInt32Bits(value)));
            return $"predictions {hash.ToString("x16", CultureInfo.InvariantCulture)}";
        }
    }

    /// <summary>Logits of probabilities.</summary>
    public static float LogitOf(float probability) => MathF.Log(MathF.Max(probability, LeastProbability));

    /// <inheritdoc/>
    public override ModelOutputs Forward(Tape tape, TrainingBatch batch, OutputNeeds needs)
    {
        var logits = tape.Allocate(batch.Tokens.SequenceCount, _classes);
        var sequence = 0;
        foreach (var (set, rows) in batch.Segments)
        {
            foreach (var row in rows)
            {
                _logits[set].AsSpan(row * _classes, _classes).CopyTo(logits.Value.RowSpan(sequence++));
            }
        }

        return sequence == logits.Rows
            ? ModelOutputs.OnlyLogits(logits)
            : throw new InvalidOperationException("Rows that are made anew in every step have no stored predictions.");
    }

    /// <inheritdoc/>
    public override bool Gives(OutputNeeds needs) => needs.IsOnlyLogits;
}
