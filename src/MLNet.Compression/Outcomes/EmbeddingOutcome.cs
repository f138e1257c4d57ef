using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Outcomes;

/// <summary>A vector.</summary>
/// <param name="columns">The names of the columns.</param>
/// <param name="head">Whether its length is 1.</param>
/// <param name="dimensions">Values of a vector.</param>
internal sealed class EmbeddingOutcome(TextColumns columns, HeadKind head, int dimensions) : Outcome(columns)
{
    public override OutcomeKind Kind => EmbeddingOutcomeKind.Instance;

    public override HeadKind Head => head;

    public override IReadOnlyList<string> Labels => [];

    public override int? Outputs => dimensions;

    public override string Description => $"vectors of {dimensions} dimensions";

    /// <summary>The names of the columns of an embedding model.</summary>
    public static TextColumns ColumnsOf(string text, string vector) => new(TextColumns.NoLabel, text, Pair: null, vector, PredictedLabel: null);

    public override TrainingRows ReadTraining(IDataView input, StageLog log, CancellationToken cancellationToken) =>
        Kind.ReadTaught(input, Columns, () => this, cancellationToken);

    public override void AddColumns(DataViewSchema.Builder schema, uint scoreSet) =>
        schema.AddColumn(Columns.Score, new VectorDataViewType(NumberDataViewType.Single, dimensions));

    public override Delegate GetterOf(int column, IScoreSource scores) => VectorGetter.Of(scores, dimensions);

    public override ValidationRows ReadValidation(IDataView data, TextModel model, CancellationToken cancellationToken) => EmbeddingValidationRows.Read(data, Columns, model, cancellationToken);

    public override TextModel InOrderOf(Outcome data, TextModel model) => model;

    public override void Write(BinaryWriter writer)
    {
        writer.Write(head == HeadKind.UnitEmbedding);
        writer.Write(dimensions);
    }
}
