using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Outcomes;

/// <summary>How alike two texts are, by the cosine of their vectors.</summary>
/// <param name="columns">The names of the columns.</param>
/// <param name="kind">The labels that pairs may have.</param>
internal sealed class SimilarityOutcome(TextColumns columns, SimilarityOutcomeKind kind) : Outcome(columns)
{
    public override OutcomeKind Kind => kind;

    public override HeadKind Head => HeadKind.UnitEmbedding;

    public override IReadOnlyList<string> Labels => [];

    public override string Description => "how alike two texts are";

    /// <summary>The labels that pairs may have.</summary>
    public LabelRange Range => kind.Range;

    public override TrainingRows ReadTraining(IDataView input, StageLog log, CancellationToken cancellationToken) =>
        Kind.ReadTaught(input, Columns, () => this, cancellationToken);

    public override void AddColumns(DataViewSchema.Builder schema, uint scoreSet)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        ScoreAnnotation.AddTo(annotations, scoreSet, AnnotationKinds.Regression, AnnotationKinds.Score);
        schema.AddColumn(Columns.Score, NumberDataViewType.Single, annotations.ToAnnotations());
    }

    public override Delegate GetterOf(int column, IScoreSource scores) => (ValueGetter<float>)((ref float value) => value = scores.Current<float[]>()[0]);

    /// <remarks>Pairs where there is a label, and otherwise texts whose vectors are compared with a teacher's.</remarks>
    public override ValidationRows ReadValidation(IDataView data, TextModel model, CancellationToken cancellationToken)
    {
        if (data.Schema.GetColumnOrNull(Columns.Label) is null)
        {
            return EmbeddingValidationRows.Read(data, Columns, model, cancellationToken);
        }

        var texts = kind.ReadPairs(data, Columns, cancellationToken);
        return new SimilarityValidationRows(texts.TokenizeValidation(Columns, model, cancellationToken), Range, Teacher: null);
    }

    public override TextModel InOrderOf(Outcome data, TextModel model) => model;

    public override void Write(BinaryWriter writer)
    {
        writer.Write(Range.Lowest);
        writer.Write(Range.Highest);
    }
}
