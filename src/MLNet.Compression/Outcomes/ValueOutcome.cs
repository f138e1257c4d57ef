using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Outcomes;

/// <summary>A number.</summary>
internal sealed class ValueOutcome(TextColumns columns) : Outcome(columns)
{
    public override OutcomeKind Kind => ValueOutcomeKind.Instance;

    public override HeadKind Head => HeadKind.Regression;

    public override IReadOnlyList<string> Labels => [];

    public override string Description => "a number to predict";

    public override void AddColumns(DataViewSchema.Builder schema, uint scoreSet)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        ScoreAnnotation.AddTo(annotations, scoreSet, AnnotationKinds.Regression, AnnotationKinds.Score);
        schema.AddColumn(Columns.Score, NumberDataViewType.Single, annotations.ToAnnotations());
    }

    public override Delegate GetterOf(int column, IScoreSource scores) => (ValueGetter<float>)((ref float value) => value = scores.Current<float[]>()[0]);

    public override ValidationRows ReadValidation(IDataView data, TextModel model, CancellationToken cancellationToken) =>
        new ValueValidationRows(ValueOutcomeKind.Read(data, Columns, cancellationToken).TokenizeValidation(Columns, model, cancellationToken), Teacher: null);

    public override TextModel InOrderOf(Outcome data, TextModel model) => model;

    public override void Write(BinaryWriter writer)
    {
    }
}
