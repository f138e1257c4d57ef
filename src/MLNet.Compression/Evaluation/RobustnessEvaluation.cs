using System.Security.Cryptography;
using Microsoft.ML;
using MLNet.Compression.Chains;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Scoring;
using MLNet.Compression.Training.Recipes;
using MLNet.Compression.Training.Robustness;

namespace MLNet.Compression.Evaluation;

/// <summary>Attacks a text model on the rows of a data view.</summary>
/// <param name="data">The rows.</param>
/// <param name="model">A text model, or a chain with one.</param>
/// <param name="attack">The attack.</param>
/// <param name="options">How.</param>
internal sealed partial class RobustnessEvaluation(IDataView data, ITransformer model, TextAttack attack, RobustnessOptions options)
{
    private readonly TextModelTransformer _model = TransformerChains.TextModelOf(model);

    private Outcome Outcome => _model.Outcome;

    /// <summary>Attacks a classifier.</summary>
    /// <exception cref="ArgumentException">The model predicts no classes, the data has no labelled rows, or an option is out of range.</exception>
    public RobustnessMetrics OfClasses()
    {
        var outcome = Outcome as IClassOutcome ?? throw Misfit("class of a text");
        var texts = outcome.ReadLabeled(data, options.CancellationToken);
        return WithTextScorer(model =>
        {
            var known = new ClassModel(outcome.Labels, model);
            var rows = Required(Some(texts.Rows.Zip(texts.Plain, texts.Labels), row => new ClassAttackRow(row.First, row.Second.Text, row.Second.Pair, row.Third, attack.OnPair, known)));
            return new RobustnessMetrics(attack.Name, Run(rows));
        });
    }

    private TResult WithTextScorer<TResult>(Func<Func<IReadOnlyList<string>, IReadOnlyList<string>?, float[][]>, TResult> run)
    {
        var (scorer, execution) = (new TextScorer(_model.Model, Outcome.Columns.Pair is not null, threads: 1), new RunningExecution(_model.Host));
        try
        {
            return run((first, second) => scorer.Score(first, second, execution));
        }
        finally
        {
            scorer.Free();
        }
    }

    private IReadOnlyList<AttackedText> Run(IReadOnlyList<AttackRow> rows) => new AttackRun(attack).Run(rows, HashOf(_model.Model), options);

    private TRow[] Some<TSource, TRow>(IEnumerable<TSource> all, Func<TSource, TRow> make)
    {
        OptionsValidation.Validate(options);
        return [.. all.Take(options.Rows > 0 ? options.Rows : int.MaxValue).Select(make)];
    }

    private TRow[] Required<TRow>(TRow[] rows) => rows.Length > 0
        ? rows
        : throw new ArgumentException($"No row of the data has a label in column '{Outcome.Columns.Label}', so that nobody knows when the model errs.");

    private void RequireFirstText(string what)
    {
        if (attack.OnPair)
        {
            throw new ArgumentException($"The attack changes the second text of a pair, but {what}: leave OnPair false.");
        }
    }

    private ArgumentException Misfit(string asked) => new(
        $"The model predicts {Outcome.Description} and no {asked}: attack it by {MethodOf(Outcome)}.");

    private static string MethodOf(Outcome outcome) => outcome switch
    {
        BinaryOutcome => "mlContext.BinaryClassification.EvaluateRobustness",
        IClassOutcome => "mlContext.MulticlassClassification.EvaluateRobustness",
        NamedEntityOutcome => "mlContext.MulticlassClassification.EvaluateNamedEntityRobustness",
        AnswerOutcome => "mlContext.MulticlassClassification.EvaluateAnswerRobustness",
        MultiLabelOutcome => "mlContext.MulticlassClassification.EvaluateMultiLabelRobustness",
        _ => "what its predictions are used for, as there is none that is right or wrong",
    };

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
