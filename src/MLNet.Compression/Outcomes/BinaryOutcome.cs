using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Outcomes;

/// <summary>Whether something is true of a text: its log-odds, its probability, and the more probable of both values.</summary>
internal sealed class BinaryOutcome(TextColumns columns) : Outcome(columns), IClassOutcome
{
    private const int ScoreColumn = 0;
    private const int ProbabilityColumn = 1;
    private const int False = 0;
    private const int True = 1;

    /// <summary>Beyond these odds are as good as certain; a probability that was rounded to 0 has no logarithm.</summary>
    private const float MostLogOdds = 88;

    /// <summary>The names of the two classes in the order of the model's outputs.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = [bool.FalseString, bool.TrueString];

    public override OutcomeKind Kind => BinaryOutcomeKind.Instance;

    public override HeadKind Head => HeadKind.Sequence;

    public override IReadOnlyList<string> Labels => ClassNames;

    public override string Description => "true or false";

    public override void AddColumns(DataViewSchema.Builder schema, uint scoreSet)
    {
        schema.AddColumn(Columns.Score, NumberDataViewType.Single, Annotations(scoreSet, AnnotationKinds.Score));
        schema.AddColumn(Columns.Probability!, NumberDataViewType.Single, Annotations(scoreSet, AnnotationKinds.Probability));
        schema.AddColumn(Columns.PredictedLabel!, BooleanDataViewType.Instance, Annotations(scoreSet, AnnotationKinds.PredictedLabel));
    }

    public override Delegate GetterOf(int column, IScoreSource scores) => column switch
    {
        ScoreColumn => (ValueGetter<float>)((ref float value) => value = LogOdds(scores.Current<float[]>())),
        ProbabilityColumn => (ValueGetter<float>)((ref float value) => value = scores.Current<float[]>()[True]),
        _ => (ValueGetter<bool>)((ref bool value) => value = scores.Current<float[]>()[True] > scores.Current<float[]>()[False]),
    };

    public override ValidationRows ReadValidation(IDataView data, TextModel model, CancellationToken cancellationToken) =>
        new ClassValidationRows(ReadLabeled(data, cancellationToken).TokenizeValidation(Columns, model, cancellationToken), Teacher: null);

    public LabeledTexts<int> ReadLabeled(IDataView data, CancellationToken cancellationToken) => BinaryOutcomeKind.Read(data, Columns, cancellationToken);

    public override TextModel InOrderOf(Outcome data, TextModel model) => model;

    public override void Write(BinaryWriter writer)
    {
    }

    private static float LogOdds(ReadOnlySpan<float> probabilities) => Math.Clamp(MathF.Log(probabilities[True]) - MathF.Log(probabilities[False]), -MostLogOdds, MostLogOdds);

    private static DataViewSchema.Annotations Annotations(uint scoreSet, string valueKind)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        if (valueKind == AnnotationKinds.Probability)
        {
            annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        }

        ScoreAnnotation.AddTo(annotations, scoreSet, AnnotationKinds.BinaryClassification, valueKind);
        return annotations.ToAnnotations();
    }
}
