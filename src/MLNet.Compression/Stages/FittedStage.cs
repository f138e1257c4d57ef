using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Stages;

/// <summary>A fitted transformer as the first stage of a chain. The transformer stays as it is.</summary>
internal sealed class FittedStage(TextModelTransformer transformer) : ITextModelStage
{
    public StageState FitStage(IDataView input, Action<BertShape> checkShape, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        checkShape(transformer.Model.Shape);
        using var log = new StageLog(transformer.Host, listener: null);
        var rows = TrainingRows.Read(input, transformer.Columns, log, cancellationToken);
        transformer.Classes.RequireSame(rows.Classes, transformer.Columns.Label);
        var model = CompressedModelDecoder.Decode(transformer.Model);
        return new StageState
        {
            Host = transformer.Host,
            Seed = transformer.Seed,
            Columns = transformer.Columns,
            Classes = transformer.Classes,
            Model = model,
            Stages = transformer.Stages,
            Data = rows.Texts.Tokenize(model.Tokenizer, model.MaxTokens, cancellationToken),
        };
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => OutputShape.Of(inputSchema, transformer.Columns);
}
