using Microsoft.ML.Runtime;
using MLNet.Compression.Logging;
using MLNet.Compression.Runtime.Encodings;
using MLNet.Compression.Seeds;
using MLNet.Compression.Stages;
using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Distilling;
using MLNet.Compression.Training.Evaluation;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Objectives;
using MLNet.Compression.Training.Reports;

namespace MLNet.Compression.Lessons;

/// <summary>Brings student, fitted teachers and rows together.</summary>
/// <param name="teachers">The teachers.</param>
/// <param name="lesson">What they teach from.</param>
/// <param name="states">What came of the text models among them.</param>
/// <param name="options">How the student learns.</param>
/// <param name="settings">Seed, threads and so on.</param>
internal sealed class Classroom(
    IReadOnlyList<DistillationTeacher> teachers, Lesson lesson, IReadOnlyList<StageState> states, LessonSettings options, StageSettings settings)
{
    private readonly TextModel[] _models = [.. states.Select((state, i) => lesson.AsTeacher(i, state.Outcome.InOrderOf(states[0].Outcome, state.Model)))];

    private int Outputs => Math.Max(1, lesson.Texts.Training.Outcome.Labels.Count);

    /// <summary>The state that the student begins with, and its lesson.</summary>
    /// <param name="first">The state of the first text model among the teachers; null where there is none.</param>
    /// <param name="host">The host of a student of its own start.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="log">Is told of pseudo-labels.</param>
    public (StageState State, DistillationInput Input) Open(StageState? first, IHost host, ChainSeed seed, StageLog log)
    {
        var (known, token) = (first is { Data.HasTargets: true } && lesson.HasTokensOf(first.Model) ? first.Data : null, settings.CancellationToken);
        var (labeled, unlabeled) = (lesson.Labeled(known, Outputs, token), lesson.Unlabeled(Outputs, token));
        var (data, hasLabels) = labeled.Count > 0 ? (labeled, true) : (unlabeled, false);
        var state = (first ?? Begin(host, seed)) with
        {
            Data = data.Tokens[0],
            Tokenize = (reader, token) => lesson.Tokenize(reader, hasLabels, token),
            Stages = [.. states.SelectMany(state => state.Stages)],
        };
        state = first is null ? (state with { Model = lesson.Own!.Value.Student }).WithValidation(settings) : Beside(state);
        state = state with { FurtherTeachers = [.. Further(data).Skip(state.Teacher is null ? 0 : 1)] };
        if (options.PseudoLabelConfidence is { } confidence)
        {
            (labeled, unlabeled) = WithPseudoLabels(labeled, unlabeled, confidence, log);
        }

        return (state, InputOf(state.Model, labeled, unlabeled));
    }

    /// <summary>With a student beside the first text model, and with that as the teacher if it can read the student's pieces.</summary>
    private StageState Beside(StageState state)
    {
        var student = OwnStart.Beside(_models[0], lesson.Pieces?.Tokenizer ?? _models[0].Tokenizer, options.Student, state.Seed.Value);
        return state with
        {
            Model = student,
            Teacher = TeacherOf(student),
            Validation = lesson.HasTokensOf(_models[0]) ? state.Validation : state.ValidationFor(student, settings.CancellationToken),
        };
    }

    /// <summary>The first text model as a reader of the student's pieces; null if it cannot be one.</summary>
    private TextModel? TeacherOf(TextModel student) =>
        ReferenceEquals(_models[0].Tokenizer, student.Tokenizer) ? _models[0]
        : lesson.Pieces?.Cut is { } cut ? TextModelReduction.Of(_models[0], cut)
        : null;

    private StageState Begin(IHost host, ChainSeed seed) => new()
    {
        Host = host,
        Seed = seed,
        Outcome = lesson.Texts.Training.Outcome,
        Model = lesson.Own!.Value.Student,
        Tokenize = (reader, token) => lesson.Tokenize(reader, hasLabels: true, token),
        Data = new TextDataset(lesson.Own.Value.Student.Tokenizer, lesson.Own.Value.Student.MaxTokens),
    };

    /// <summary>The text models, with rows as they read them.</summary>
    private IEnumerable<(int Position, TextModel Model, TextDataset Tokens)> Further(LessonRows rows) => teachers.Index()
        .Where(teacher => teacher.Item.TextModel is not null)
        .Zip(_models, (teacher, model) => (teacher.Index, model))
        .Select((teacher, text) => (teacher.Index, teacher.model, rows.Tokens[TokenizationOf(text)]));

    private int TokenizationOf(int textModel) => lesson.TokenizationOf(lesson.Readers[textModel + 1]);

    private DistillationInput InputOf(TextModel student, LessonRows labeled, LessonRows unlabeled)
    {
        var (withLabels, without) = (labeled.Named("training data"), unlabeled.Named("rows without labels"));
        var (text, other, list) = (0, 0, new List<SingleTeacher>());
        foreach (var teacher in teachers)
        {
            list.Add(teacher.TextModel is not null
                ? new ModelTeacher(_models[text], TokenizationOf(text++))
                : new ScoredTeacher(LogitsOf(other++), Outputs));
        }

        return new DistillationInput(student, list, withLabels, without) { Origin = lesson.Own?.Origin };

        Dictionary<TextRows, float[]> LogitsOf(int position)
        {
            var logits = new Dictionary<TextRows, float[]>();
            if (withLabels is not null)
            {
                logits.Add(withLabels, labeled.Logits[position]);
            }

            if (without is not null)
            {
                logits.Add(without, unlabeled.Logits[position]);
            }

            return logits;
        }
    }

    private (LessonRows Labeled, LessonRows Unlabeled) WithPseudoLabels(LessonRows labeled, LessonRows unlabeled, double confidence, StageLog log)
    {
        if (unlabeled.Count == 0)
        {
            return (labeled, unlabeled);
        }

        ProbabilityTable[] tables =
        [
            .. _models.Select((model, text) => Predictions.Of(
                CompressedModelEncoder.Encode(model, ValueFormat.Float32), unlabeled.Tokens[TokenizationOf(text)], settings.Threads, settings.CancellationToken)),
            .. unlabeled.Logits.Select(logits => ProbabilityTable.Softmax(logits, Outputs)),
        ];
        var labels = PseudoLabels.Of(tables, confidence);
        var (sure, count) = (labels.Count(label => label is not null), unlabeled.Count);
        log.Inform(FormattableString.Invariant($"pseudo-labels: of {count:N0} rows without a label {sure:N0} get one, of which the teachers are sure to {confidence} at least"));
        return (labeled.With(unlabeled, labels), unlabeled.Without(labels));
    }
}
