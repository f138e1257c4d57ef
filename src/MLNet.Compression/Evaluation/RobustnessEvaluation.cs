using System.Security.Cryptography;
using Microsoft.ML;
using MLNet.Compression.Chains;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Scoring;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Robustness;

namespace MLNet.Compression.Evaluation;

/// <summary>Attacks a text classifier on the rows of a data view.</summary>
internal static class RobustnessEvaluation
{
    /// <summary>Attacks it.</summary>
    /// <exception cref="ArgumentException">The model is a regression, the data has no labelled rows, or an option is out of range.</exception>
    public static RobustnessMetrics Run(IDataView data, ITransformer model, TextAttack attack, RobustnessOptions options)
    {
        OptionsValidation.Validate(options);
        var transformer = TransformerChains.TextModelOf(model);
        var outcome = transformer.Outcome as IClassOutcome
            ?? throw new ArgumentException("The model predicts no class of a text: attacks turn one class into another.", nameof(model));
        var texts = outcome.ReadLabeled(data, options.CancellationToken);
        AttackRow[] rows = [.. texts.Rows.Zip(texts.Plain, texts.Labels).Take(options.Rows > 0 ? options.Rows : int.MaxValue).Select(row => new AttackRow(row.First, row.Second.Text, row.Second.Pair, row.Third))];
        if (rows.Length == 0)
        {
            throw new ArgumentException($"No row of the data has a label in column '{outcome.Columns.Label}', so that nobody knows when the model errs.", nameof(data));
        }

        var scorer = new TextScorer(transformer.Model, outcome.Columns.Pair is not null, threads: 1);
        try
        {
            var execution = new RunningExecution(transformer.Host);
            return new AttackRun(attack, outcome.Labels, (first, second) => scorer.Score(first, second, execution)).Run(rows, HashOf(transformer.Model), options);
        }
        finally
        {
            scorer.Free();
        }
    }

    private static string HashOf(CompressedModel model)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            model.Save(stream);
        }

        return $"model {Convert.ToHexString(hash.Hash!)[..16]}";
    }
}
