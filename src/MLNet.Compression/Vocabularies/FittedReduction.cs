using Microsoft.ML;
using MLNet.Compression.Logging;
using MLNet.Compression.MicrosoftML;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Scoring;
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
        OptionsValidation.Validate(options);
        using var execution = new ExecutionToken(model.Host);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, execution.Token);
        using var log = new StageLog(model.Host, listener: null);
        var (columns, tokenizer) = (model.Outcome.Columns, new BertTokenizer(model.Model.Vocabulary, model.Model.Tokenizer));
        var texts = VocabularyPlan.Read(options.Corpus ?? data, columns, options.Corpus is null ? "The data" : nameof(options.Corpus), linked.Token);
        var plan = VocabularyPlan.Of(tokenizer, [.. texts], columns, options, linked.Token);
        var reduced = model.Model.Reduced(plan.Cut);
        var stage = Measured(plan.Close(log), model, reduced, options, linked.Token);
        return TransformerOf(new FittedParts(model.Host, model.Seed, model.Outcome, reduced, [.. model.Stages, stage]));
    }

    /// <summary>The transformer of a model in whatever number format.</summary>
    public static TextModelTransformer TransformerOf(FittedParts parts) =>
        IsFullPrecision(parts.Model) ? new FullPrecisionTransformer(parts) : new QuantizationTransformer(parts);

    private static StageReport Measured(StageReport stage, TextModelTransformer before, CompressedModel reduced, VocabularyReductionEstimator.Options options, CancellationToken cancellationToken)
    {
        if (options.ValidationSet is not { } view)
        {
            return stage;
        }

        var (outcome, token) = (before.Outcome, cancellationToken);
        var old = outcome.ReadValidation(view, CompressedModelDecoder.Decode(before.Model), token).WithTeacher(before.Model, options.Threads, token);
        var rows = old with { Data = outcome.ReadValidation(view, CompressedModelDecoder.Decode(reduced), token).Data };
        return stage with { Result = rows.Measure(reduced, options.Threads, token) };
    }

    private static bool IsFullPrecision(CompressedModel model)
    {
        WeightMatrix[] matrices =
        [
            model.Embeddings.Words, model.Classifier.Weight,
            .. model.Layers.SelectMany(layer => layer.Linears).Select(linear => linear.Weight),
        ];
        return matrices.All(matrix => matrix.Features.Last() == FloatRows.StoredAs.Name);
    }
}
