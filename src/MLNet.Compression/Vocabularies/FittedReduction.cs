using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Columns;
using MLNet.Compression.Logging;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Quantization;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Scoring;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Recipes;

namespace MLNet.Compression.Vocabularies;

/// <summary>A smaller vocabulary for a fitted model. Rows need no labels.</summary>
internal static class FittedReduction
{
    /// <param name="model">The model; not changed.</param>
    /// <param name="data">Rows as it reads them; the corpus where the options name none.</param>
    /// <param name="options">Which pieces are kept.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A text column is missing.</exception>
    public static TextModelTransformer Of(TextModelTransformer model, IDataView data, VocabularyReductionEstimator.Options options)
    {
        var (reduced, stage) = Reduce(model.Model, ((IModelColumns)model.Outcome).Texts, model.Host, data, options);
        return FittedTransformer.Of(new FittedParts(model.Host, model.Seed, model.Outcome, reduced, [.. model.Stages, Measured(stage, model, reduced, options)]));
    }

    /// <summary>As the other method, for a model of running text, which has nothing to be measured by.</summary>
    public static PretrainedTextTransformer Of(PretrainedTextTransformer model, IDataView data, VocabularyReductionEstimator.Options options)
    {
        if (options.ValidationSet is not null)
        {
            throw new ArgumentException("ValidationSet is set, but a model of running text predicts nothing that could be measured on it: leave it null.", nameof(options));
        }

        var (reduced, stage) = Reduce(model.Model, new TextColumnNames(model.Parts.Columns.Text, Pair: null), model.Parts.Host, data, options);
        return new PretrainedTextTransformer(model.Parts with { Model = reduced, Stages = [.. model.Stages, stage] });
    }

    private static (CompressedModel Reduced, StageReport Stage) Reduce(
        CompressedModel model, TextColumnNames columns, IHost host, IDataView data, VocabularyReductionEstimator.Options options)
    {
        OptionsValidation.Validate(options);
        using var execution = new ExecutionToken(host);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, execution.Token);
        using var log = new StageLog(host, listener: null);
        var texts = VocabularyPlan.Read(options.Corpus ?? data, columns, options.Corpus is null ? "The data" : nameof(options.Corpus), linked.Token);
        var plan = VocabularyPlan.Of(model.CreateTokenizer().RequireWordPiece(VocabularyPlan.Reducing), [.. texts], columns, options, linked.Token);
        return (model.Reduced(plan.Cut), plan.Close(log, StageSettings.Of(options)));
    }

    private static StageReport Measured(StageReport stage, TextModelTransformer before, CompressedModel reduced, VocabularyReductionEstimator.Options options)
    {
        if (options.ValidationSet is not { } view)
        {
            return stage;
        }

        var (outcome, token) = (before.Outcome, options.CancellationToken);
        var old = outcome.ReadValidation(view, CompressedModelDecoder.Decode(before.Model), token).WithTeacher(before.Model, options.Threads, token);
        var rows = old with { Data = outcome.ReadValidation(view, CompressedModelDecoder.Decode(reduced), token).Data };
        return stage with { Result = rows.Measure(reduced, options.Threads, token) };
    }
}
