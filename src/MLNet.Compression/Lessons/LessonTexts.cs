using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Stages;
using MLNet.Compression.Teachers;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling;

namespace MLNet.Compression.Lessons;

/// <summary>The texts that a student learns from: those given to Fit, and those of the unlabelled set.</summary>
internal sealed class LessonTexts
{
    private readonly IDataView _rows;
    private readonly IDataView? _unlabeledSet;
    private readonly bool _usesUnlabeled;
    private readonly PlainTexts _more;
    private readonly PlainTexts _variants;

    /// <param name="training">The data given to Fit, as the student reads it.</param>
    /// <param name="rows">The same as a view.</param>
    /// <param name="options">The recipe, and the unlabelled set.</param>
    /// <param name="seed">What variants depend on.</param>
    /// <param name="log">Is told of variants.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentException">There is an unlabelled set, and the recipe learns nothing from it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The unlabelled set lacks a text column.</exception>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public LessonTexts(TrainingRows training, IDataView rows, LessonSettings options, Func<int> seed, StageLog log, CancellationToken cancellationToken)
    {
        (Training, _rows, _unlabeledSet) = (training, rows, options.UnlabeledSet);
        _usesUnlabeled = options.PseudoLabelConfidence is not null || RecipeCheck.UsesUnlabeled(options.Recipe);
        if (_unlabeledSet is not null && !_usesUnlabeled)
        {
            throw new ArgumentException(
                $"UnlabeledSet is set, but no stage of the recipe {options.Recipe.Name} learns from rows without labels: remove it, choose a recipe whose losses follow teachers on all rows, or set PseudoLabelConfidence.");
        }

        if (options.Augmentation is not null && !_usesUnlabeled)
        {
            throw new ArgumentException(
                $"Augmentation is set, but no stage of the recipe {options.Recipe.Name} learns from rows without labels, as variants are: choose a recipe whose losses follow teachers on all rows, set PseudoLabelConfidence, or let mlContext.Data.AugmentText make variants that keep their label.");
        }

        if (training.Texts.Count + training.Texts.Unlabeled.Count == 0)
        {
            training.Texts.RequireRows(training.Outcome.Columns, "");
        }

        _more = MoreOf(training.Outcome.Columns, cancellationToken);
        if (_unlabeledSet is not null && _more.Count == 0)
        {
            throw new InvalidOperationException("UnlabeledSet has no rows. Where they come from a source that can be read once, something has read it before: put them into a list first, or remove the set.");
        }

        _variants = options.Augmentation is { } augmentation
            ? LessonVariants.Of([training.Texts.Select(training.Texts.Rows), training.Texts.Unlabeled], augmentation, seed(), log, cancellationToken)
            : new PlainTexts();
    }

    public TrainingRows Training { get; }

    /// <summary>Rows with labels.</summary>
    public int Labeled => Training.Texts.Count;

    /// <summary>Rows without, as far as they are of use.</summary>
    public int Unlabeled => _usesUnlabeled ? Training.Texts.Unlabeled.Count + _more.Count + _variants.Count : 0;

    /// <summary>All texts that are of use.</summary>
    public IEnumerable<string> Texts => Training.Texts.Texts.Concat(_usesUnlabeled ? Training.Texts.Unlabeled.Texts.Concat(_more.Texts).Concat(_variants.Texts) : []);

    /// <summary>Says what becomes of rows without labels.</summary>
    public void Tell(StageLog log, DistillationRecipe recipe)
    {
        var missing = Training.Texts.MissingLabels;
        if (missing > 0 && !_usesUnlabeled)
        {
            log.Warn($"{missing} of {missing + Labeled} rows have no label in column '{Training.Outcome.Columns.Label}' and are left out: no stage of the recipe {recipe.Name} learns from rows without labels.");
        }
        else if (Unlabeled > 0)
        {
            log.Inform(FormattableString.Invariant($"{Labeled:N0} rows with labels and {Unlabeled:N0} without"));
        }
    }

    /// <summary>The labelled rows in the student's tokens.</summary>
    public TextDataset TokenizeLabeled(StageModel reader, CancellationToken cancellationToken) => Training.Texts.Tokenize(reader.Tokenizer, reader.MaxTokens, cancellationToken);

    /// <summary>The labelled rows in the tokens of a teacher, without their labels.</summary>
    public TextDataset TokenizeLabeledFor(StageModel reader, CancellationToken cancellationToken) =>
        Tokenize(reader, [reader.Rows.Texts.Select(Training.Texts.Rows)], cancellationToken);

    /// <summary>The rows without labels in the tokens of the student or of a teacher, each from the columns that it reads.</summary>
    public TextDataset TokenizeUnlabeled(StageModel reader, CancellationToken cancellationToken) => Tokenize(
        reader,
        !_usesUnlabeled ? [] : ReferenceEquals(reader.Rows, Training) ? [Training.Texts.Unlabeled, _more, _variants]
            : [reader.Rows.Texts.Select(Training.Texts.Unlabeled.Rows), MoreOf(reader.Rows.Outcome.Columns, cancellationToken), _variants],
        cancellationToken);

    /// <summary>What a teacher of another kind says of the rows with labels and of those without [rows x outputs].</summary>
    /// <exception cref="InvalidOperationException">It gives more rows or fewer, has other classes, or gives no probabilities.</exception>
    public (float[] Labeled, float[] Unlabeled) Score(Predictor teacher, int outputs, CancellationToken cancellationToken)
    {
        var (outcome, texts) = (Training.Outcome, Training.Texts);
        var all = Require(teacher.LogitsOf(_rows, outcome, cancellationToken), texts.Count + texts.Unlabeled.Count, "training data");
        var more = _unlabeledSet is not null ? Require(teacher.LogitsOf(_unlabeledSet, outcome, cancellationToken), _more.Count, "unlabelled set") : [];
        return (Of(texts.Rows), _usesUnlabeled ? [.. Of(texts.Unlabeled.Rows), .. more] : []);

        float[] Of(IReadOnlyList<int> rows) => [.. rows.SelectMany(row => all.AsSpan(row * outputs, outputs).ToArray())];

        float[] Require(float[] logits, int rows, string name) => logits.Length == rows * outputs ? logits : throw new InvalidOperationException(
            $"{teacher.Name} gives {logits.Length / outputs} rows for the {rows} of the {name}: it must neither filter nor add any. Take what drops or adds rows out of its chain, and put the data through that before Fit.");
    }

    private static TextDataset Tokenize(StageModel reader, IEnumerable<PlainTexts> texts, CancellationToken cancellationToken)
    {
        var data = new TextDataset(reader.Tokenizer, reader.MaxTokens);
        foreach (var part in texts)
        {
            part.AddTo(data, cancellationToken);
        }

        return data;
    }

    private PlainTexts MoreOf(TextColumns columns, CancellationToken cancellationToken)
    {
        var texts = new PlainTexts();
        if (_unlabeledSet is not null)
        {
            texts.Read(_unlabeledSet, columns, cancellationToken);
        }

        return texts;
    }
}
