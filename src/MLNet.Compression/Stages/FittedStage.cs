using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Compression.Logging;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Stages;

/// <summary>A fitted transformer as the first stage of a chain. The transformer stays as it is.</summary>
internal sealed class FittedStage(TextModelTransformer transformer) : ITextModelStage
{
    public IHost Host => transformer.Host;

    public OutcomeKind? Predicts => transformer.Outcome.Kind;

    public StageState FitStage(IDataView input, Action<StageModel> check, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var log = new StageLog(transformer.Host, listener: null);
        return Open(transformer.Outcome.ReadTraining(input, log, cancellationToken), check, cancellationToken);
    }

    public StageState Teach(IDataView input, Action<StageModel> check, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var outcome = transformer.Outcome;
        return Open(outcome.Kind.ReadTaught(input, outcome.Columns, () => outcome, cancellationToken), check, cancellationToken);
    }

    public SchemaShape GetTaughtSchema(SchemaShape inputSchema) =>
        inputSchema.Any(column => column.Name == transformer.Outcome.Columns.Label) ? GetOutputSchema(inputSchema) : transformer.Outcome.ShapeWithoutLabels(inputSchema);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => transformer.Outcome.Kind.HasLabels
        ? transformer.Outcome.Kind.OutputShape(inputSchema, transformer.Outcome.Columns)
        : transformer.Outcome.ShapeWithoutLabels(inputSchema);

    private StageState Open(TrainingRows rows, Action<StageModel> check, CancellationToken cancellationToken)
    {
        var model = transformer.Outcome.InOrderOf(rows.Outcome, CompressedModelDecoder.Decode(transformer.Model));
        check(new StageModel(model.Shape, model.Tokenizer, model.MaxTokens, rows));
        return new StageState
        {
            Host = Host,
            Seed = transformer.Seed,
            Outcome = rows.Outcome,
            Model = model,
            Stages = transformer.Stages,
            Data = rows.Tokenize(model.Tokenizer, model.MaxTokens, cancellationToken),
            Tokenize = (reader, token) => rows.Tokenize(reader.Tokenizer, reader.MaxTokens, token),
            Fitted = model.Labels.SequenceEqual(transformer.Model.Labels) ? transformer.Model : null,
        };
    }
}
