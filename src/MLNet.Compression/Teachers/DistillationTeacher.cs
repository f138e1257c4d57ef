using Microsoft.ML;
using MLNet.Compression.Chains;
using MLNet.Compression.Columns;
using MLNet.Compression.Stages;
using MLNet.Compression.Teachers;

namespace MLNet.Compression;

/// <summary>One teacher of several: a text model of this library, or any other model of ML.NET that gives a probability for each class, or a number.</summary>
/// <remarks>
/// Models of other kinds teach predictions alone. What they predict is read through their columns: of classes a vector of probabilities, whose
/// classes are matched by name through the annotations TrainingLabelValues or SlotNames, or a column "Probability" of a binary model, whose classes are
/// "False" and "True"; of numbers a Single.
/// </remarks>
public sealed record DistillationTeacher
{
    private readonly IEstimator<ITransformer>? _estimator;
    private readonly ITransformer? _model;
    private readonly string _scoreColumnName = "Score";
    private readonly IReadOnlyList<string>? _classNames;

    private DistillationTeacher(IEstimator<ITransformer>? estimator, ITransformer? model, ITextModelStage? textModel) =>
        (_estimator, _model, TextModel) = (estimator, model, textModel);

    /// <summary>The column with the probabilities, or the number, of a model of another kind. Default "Score", or "Probability" where "Score" is a single number of a binary model.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public string ScoreColumnName
    {
        get => _scoreColumnName;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            _scoreColumnName = value;
        }
    }

    /// <summary>Whether the column holds logits, from which softmax makes probabilities, or of a binary model log-odds, from which the logistic function does. Default false.</summary>
    public bool ScoresAreLogits { get; init; }

    /// <summary>The classes in the order of the column's values, of a binary model the negative one first, for a model that does not name them; null, the default, for those it names.</summary>
    /// <exception cref="ArgumentException">There are fewer than two, or two are alike.</exception>
    public IReadOnlyList<string>? ClassNames
    {
        get => _classNames;
        init => _classNames = value is null || (value.Count >= 2 && value.Distinct(StringComparer.Ordinal).Count() == value.Count)
            ? value?.ToArray()
            : throw new ArgumentException("ClassNames are at least two names, each another one.", nameof(value));
    }

    /// <summary>The stage of a text model; null for a model of another kind.</summary>
    internal ITextModelStage? TextModel { get; }

    /// <summary>The fitted model; null where it is still to be trained.</summary>
    internal ITransformer? Model => _model;

    /// <summary>Whether nothing has to be trained before it can teach.</summary>
    internal bool IsFitted => _model is not null;

    /// <summary>What it is called in messages.</summary>
    internal string Name => _model is not null ? TransformerChains.NameOf(_model) : EstimatorChains.NameOf(_estimator!);

    /// <summary>A teacher that is fitted first, on the data given to Fit alone.</summary>
    /// <param name="estimator">Its estimator, or a chain; if one estimator of the chain trains a text model, this is the teacher, and the columns that it reads have to be there.</param>
    /// <exception cref="ArgumentException">The chain has several text models.</exception>
    public static DistillationTeacher Of(IEstimator<ITransformer> estimator) =>
        new(estimator, model: null, EstimatorChains.TextModelOf(estimator) is { } textModel ? ForeignStage.Of(textModel) : null);

    /// <summary>A fitted teacher, which stays as it is.</summary>
    /// <param name="model">The model, or a fitted or loaded chain; if the chain has a text model, this is the teacher, and the columns that it reads have to be there.</param>
    /// <exception cref="ArgumentException">The chain has several text models.</exception>
    public static DistillationTeacher Of(ITransformer model) =>
        new(estimator: null, model, TransformerChains.FindTextModel(model) is { } textModel ? new FittedStage(textModel) : null);

    /// <summary>The model of a stage.</summary>
    internal static DistillationTeacher OfStage(ITextModelStage stage) => new(estimator: null, model: null, stage);

    /// <summary>Refuses settings of other models for a text model.</summary>
    /// <exception cref="ArgumentException">There are some.</exception>
    internal DistillationTeacher Checked() => TextModel is null || (ScoreColumnName == "Score" && !ScoresAreLogits && ClassNames is null)
        ? this
        : throw new ArgumentException($"{nameof(ScoreColumnName)}, {nameof(ScoresAreLogits)} and {nameof(ClassNames)} are for models of other kinds; those of the text model {Name} are known. Leave them out.");

    /// <summary>Refuses a model of another kind that will have no predictions, as far as that is known before it is fitted.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There will be no column of that name.</exception>
    internal void CheckSchema(SchemaShape input, int position)
    {
        if (_estimator is not null && TextModel is null)
        {
            var output = _estimator.GetOutputSchema(input);
            _ = output.Any(column => column.Name == PredictionColumns.Probability && ScoreColumnName == "Score")
                ? default
                : ColumnChecks.Find(output, $"score (teacher {position}, {Name}: {nameof(ScoreColumnName)})", ScoreColumnName);
        }
    }

    /// <summary>Fits a model of another kind, if that is still to be done.</summary>
    internal Predictor Fit(IDataView rows, int position) => new(_model ?? _estimator!.Fit(rows), this, FormattableString.Invariant($"Teacher {position} ({Name})"));
}
