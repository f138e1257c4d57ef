using System.Diagnostics;
using Microsoft.ML;
using MLNet.Compression.Columns;
using MLNet.Compression.Data;
using MLNet.Compression.Logging;
using MLNet.Compression.Outcomes;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Runtime.Tokenization.Reduction;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Models;

namespace MLNet.Compression.Vocabularies;

/// <summary>The pieces that a model will keep, and what that does to texts: known before the model is trained.</summary>
/// <param name="Cut">The pieces.</param>
/// <param name="Report">What the cut does.</param>
/// <param name="Elapsed">The time that the choice took.</param>
internal sealed record VocabularyPlan(VocabularyCut Cut, VocabularyReport Report, TimeSpan Elapsed)
{
    /// <summary>What needs WordPiece, in messages.</summary>
    public const string Reducing = "Reducing a vocabulary";

    private const string Stage = "reduce vocabulary";

    /// <exception cref="ArgumentException">Fewer pieces are asked for than texts can be split into at all.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A corpus lacks a text column.</exception>
    /// <exception cref="InvalidOperationException">A corpus has no rows.</exception>
    /// <exception cref="NotSupportedException">The vocabulary is not WordPiece.</exception>
    public static VocabularyPlan Of(StageModel model, VocabularyReductionEstimator.Options options, CancellationToken cancellationToken)
    {
        var (columns, rows) = (((IModelColumns)model.Rows.Outcome).Texts, model.Rows.Texts);
        var texts = options.Corpus is { } corpus ? Read(corpus, columns, nameof(options.Corpus), cancellationToken) : rows.Texts.Concat(rows.Unlabeled.Texts);
        return Of(model.Tokenizer.RequireWordPiece(Reducing), [.. texts], columns, options, cancellationToken);
    }

    /// <summary>A plan for a model and the texts that it is for.</summary>
    public static VocabularyPlan Of(
        BertTokenizer tokenizer, IReadOnlyList<string> texts, TextColumnNames columns, VocabularyReductionEstimator.Options options, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var choice = new PieceChoice(tokenizer);
        var tally = PieceTally.Of(tokenizer, texts, cancellationToken);
        var general = options.GeneralCorpus is { } view
            ? PieceTally.Of(tokenizer, Read(view, columns, nameof(options.GeneralCorpus), cancellationToken), cancellationToken)
            : null;
        var cut = new VocabularyCut(tokenizer, options.Pieces is { } pieces ? choice.ByNumber(pieces, tally, general) : choice.ByCoverage(options.Coverage ?? 1, tally));
        return new VocabularyPlan(cut, cut.Measure(tokenizer, texts, cancellationToken), Stopwatch.GetElapsedTime(start));
    }

    /// <summary>The texts of a view.</summary>
    public static IEnumerable<string> Read(IDataView view, TextColumnNames columns, string option, CancellationToken cancellationToken)
    {
        var texts = new PlainTexts();
        var hasPair = columns.Pair is { } pair && view.Schema.GetColumnOrNull(pair) is not null;
        texts.Read(view, hasPair ? columns : columns with { Pair = null }, cancellationToken);
        return texts.Count > 0
            ? texts.Texts
            : throw new InvalidOperationException($"{option} has no rows. Where they come from a source that can be read once, something has read it before: put them into a list first.");
    }

    /// <summary>Puts reduced models, and rows in their tokens, in the places of those of a stage.</summary>
    public StageState Apply(StageState state, StageSettings settings, StageLog log)
    {
        var encoded = (state.Encoded ?? state.Fitted ?? CompressedModelEncoder.Encode(state.Model, ValueFormat.Float32)).Reduced(Cut);
        var model = TextModelReduction.Of(state.Model, Cut);
        var teacher = state.Teacher is { } old ? TextModelReduction.Of(old, Cut) : null;
        var reduced = state with
        {
            Model = model,
            Teacher = teacher,
            CheckedTeacher = ReferenceEquals(state.Teacher, state.CheckedTeacher) ? teacher : null,
            Data = state.Tokenize(model, settings.CancellationToken),
            Validation = state.ValidationFor(model, settings.CancellationToken),
            Fitted = null,
        };
        return reduced.Closed([Close(log, settings)], encoded, settings, log);
    }

    /// <summary>The stage in a report; says the same in the log.</summary>
    public StageReport Close(StageLog log, StageSettings settings)
    {
        log.Inform($"{Stage}: {Report}");
        return settings.Untrained(Stage, Elapsed, seed: null) with { Vocabulary = Report };
    }
}
