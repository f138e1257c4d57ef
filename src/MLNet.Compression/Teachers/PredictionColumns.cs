using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Compression.Columns;
using MLNet.Compression.Outcomes.Classes;

namespace MLNet.Compression.Teachers;

/// <summary>Finds the predictions of a model of another kind among its columns.</summary>
/// <param name="schema">The columns of scored rows.</param>
/// <param name="teacher">What the user says of the model.</param>
/// <param name="name">What it is called at the beginning of a sentence.</param>
internal sealed class PredictionColumns(DataViewSchema schema, DistillationTeacher teacher, string name)
{
    /// <summary>The column of a binary model with the probability of its positive class.</summary>
    public const string Probability = "Probability";

    private static readonly string[] _truthValues = ["False", "True"];

    /// <summary>The probabilities of classes.</summary>
    /// <exception cref="InvalidOperationException">There are none, or nobody names the classes.</exception>
    public PredictionColumn OfClasses()
    {
        if (schema.GetColumnOrNull(teacher.ScoreColumnName) is { Type: VectorDataViewType { Size: >= 2 } type } vector && IsSingle(type.ItemType))
        {
            var classes = teacher.ClassNames ?? NamesIn(vector);
            return classes.Count == type.Size ? new VectorPrediction(vector, type.Size, classes) : throw Fault(
                $"gives {type.Size} scores in column '{vector.Name}' for {classes.Count} classes: {nameof(DistillationTeacher.ClassNames)} has to name as many.");
        }

        var column = Find();
        if (!IsSingle(column.Type))
        {
            throw Fault($"has a column '{column.Name}' of type {column.Type}, where probabilities are a vector of Single of known size, or for two classes a Single. Convert it, or name another column in {nameof(DistillationTeacher.ScoreColumnName)}.");
        }

        var names = teacher.ClassNames ?? _truthValues;
        return names.Count != 2 ? throw Fault($"gives one score in column '{column.Name}' for {names.Count} classes.")
            : teacher.ScoresAreLogits ? new BinaryPrediction(column, names, isLogit: true)
            : column.Name != "Score" ? new BinaryPrediction(column, names, isLogit: false)
            : schema.GetColumnOrNull(Probability) is { } probability && IsSingle(probability.Type) ? new BinaryPrediction(probability, names, isLogit: false)
            : throw Fault(
                $"gives no probabilities: 'Score' is a single number, and there is no column '{Probability}'. Append a calibrator such as mlContext.BinaryClassification.Calibrators.Platt() to it, or, if the number is log-odds, set {nameof(DistillationTeacher.ScoresAreLogits)}.");
    }

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public PredictionColumn OfNumbers() => Find() switch
    {
        { Type: VectorDataViewType { Size: 1 } type } vector when IsSingle(type.ItemType) => new VectorPrediction(vector, width: 1, classes: []),
        var column when IsSingle(column.Type) => new NumberPrediction(column),
        var other => throw Fault($"has a column '{other.Name}' of type {other.Type}, where a number is a Single. Convert it, or name another column in {nameof(DistillationTeacher.ScoreColumnName)}."),
    };

    private static bool IsSingle(DataViewType type) => type is NumberDataViewType && type.RawType == typeof(float);

    private DataViewSchema.Column Find() => schema.GetColumnOrNull(teacher.ScoreColumnName) ?? throw Fault(
        $"gives no column '{teacher.ScoreColumnName}' but {string.Join(", ", schema.Select(column => $"'{column.Name}'"))}: name the one with its predictions in {nameof(DistillationTeacher.ScoreColumnName)}.");

    private IReadOnlyList<string> NamesIn(DataViewSchema.Column column)
    {
        string[] kinds = [AnnotationKinds.TrainingLabelValues, AnnotationKinds.SlotNames];
        foreach (var kind in kinds)
        {
            if (column.Annotations.Schema.GetColumnOrNull(kind)?.Type is VectorDataViewType values && KeyValueTypes.Has(values.ItemType))
            {
                return KeyValueTypes.Of(values.ItemType, column.Name).ReadFrom(column, kind).Names;
            }
        }

        throw Fault($"does not name the classes of its scores in column '{column.Name}': give their names in order in {nameof(DistillationTeacher.ClassNames)}.");
    }

    private InvalidOperationException Fault(string what) => new($"{name} {what}");
}
