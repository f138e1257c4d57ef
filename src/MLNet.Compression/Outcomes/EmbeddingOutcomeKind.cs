using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.MicrosoftML;

namespace MLNet.Compression.Outcomes;

/// <summary>A vector of a text, which a model gives and no label.</summary>
internal sealed class EmbeddingOutcomeKind : OutcomeKind
{
    public static EmbeddingOutcomeKind Instance { get; } = new();

    public override bool HasPredictedLabel => false;

    public override bool HasLabels => false;

    public override SchemaShape OutputShape(SchemaShape input, TextColumns columns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ColumnChecks.CheckTexts(input, columns);
        var vector = MicrosoftMLInternals.CreateShapeColumn(columns.Score, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, isKey: false, annotations: null);
        return new SchemaShape([.. input.Where(column => column.Name != columns.Score), vector]);
    }

    public override TrainingRows ReadTraining(IDataView input, TextColumns columns, StageLog log, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Vectors of texts are not learnt from labels: begin with mlContext.Transforms.Text.TextEmbedding.");

    public override TrainingRows ReadTaught(IDataView input, TextColumns columns, Func<Outcome> known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new TrainingRows(LabeledTexts<float>.WithoutLabels(input, columns, cancellationToken), known());
    }

    public override Outcome OfClasses(TextColumns columns, IReadOnlyList<string> classes) =>
        throw new NotSupportedException("A student of vectors needs a text model that gives vectors as its teacher.");

    public override Outcome Read(BinaryReader reader, TextColumns columns)
    {
        var head = reader.ReadBoolean() ? HeadKind.UnitEmbedding : HeadKind.Embedding;
        var dimensions = reader.ReadInt32();
        return dimensions > 0 ? new EmbeddingOutcome(columns, head, dimensions) : throw new FormatException($"{dimensions} dimensions");
    }
}
