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

    public StageState FitStage(IDataView input, Action<BertShape> checkShape, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        checkShape(transformer.Model.Shape);
        var outcome = transformer.Outcome;
        using var log = new StageLog(transformer.Host, listener: null);
        var rows = outcome.Kind.ReadTraining(input, outcome.Columns, log, cancellationToken);
        var model = outcome.InOrderOf(rows.Outcome, CompressedModelDecoder.Decode(transformer.Model));
        return new StageState
        {
            Host = Host,
            Seed = transformer.Seed,
            Outcome = rows.Outcome,
            Model = model,
            Stages = transformer.Stages,
            Data = rows.Texts.Tokenize(model.Tokenizer, model.MaxTokens, cancellationToken),
        };
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => transformer.Outcome.Kind.OutputShape(inputSchema, transformer.Outcome.Columns);
}
