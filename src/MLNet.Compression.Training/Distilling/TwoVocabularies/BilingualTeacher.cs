using MLNet.Compression.Training.Data;
using MLNet.Compression.Training.Initialization;
using MLNet.Compression.Training.Loop;
using MLNet.Compression.Training.Objectives;

namespace MLNet.Compression.Training.Distilling.TwoVocabularies;

/// <summary>A copy of a recipe's first teacher that reads the student's vocabulary behind its own.</summary>
internal sealed class BilingualTeacher
{
    private const string TwoVocabularies = "Learning with two vocabularies";

    private readonly ModelTeacher _teacher;
    private readonly VocabularyPair _pair;

    private BilingualTeacher(ModelTeacher teacher, VocabularyPair pair) => (_teacher, _pair) = (teacher, pair);

    /// <summary>Puts the copy in the place of the teacher, if a stage of the recipe lets it learn.</summary>
    /// <param name="input">Student, teachers and rows, checked.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="log">Is told.</param>
    /// <returns>The input with the copy, and the copy; null where no teacher learns.</returns>
    /// <exception cref="ArgumentException">The tokenizers of student and teacher find different words.</exception>
    /// <exception cref="NotSupportedException">One of them has no WordPiece vocabulary.</exception>
    public static (DistillationInput Input, BilingualTeacher? Teacher) In(DistillationInput input, DistillationRecipe recipe, Action<string> log)
    {
        if (recipe.Stages.All(stage => stage.TeacherLearns is null))
        {
            return (input, null);
        }

        var (teacher, student) = (input.Teachers[0].Beside!, input.Student);
        var (own, theirs) = (student.Tokenizer.RequireWordPiece(TwoVocabularies), teacher.Model.Tokenizer.RequireWordPiece(TwoVocabularies));
        VocabularyPair.RequireSameWords(own, theirs);
        var rows = student.Shape.VocabularySize;
        var copy = new ModelTeacher(VocabularyTransfer.Extend(teacher.Model, student.Tokenizer, rows), teacher.Tokenization);
        var pair = new VocabularyPair(own, theirs, teacher.Model.Shape.VocabularySize)
        {
            Tokenization = teacher.Tokenization,
            StudentTokens = student.MaxTokens,
            TeacherTokens = teacher.Model.MaxTokens,
        };
        log(Account(pair));
        return (input with
        {
            Teachers = [copy, .. input.Teachers.Skip(1)],
            Origin = input.Origin ?? (recipe.Start == StudentInitialization.Random ? null : VocabularyTransfer.Replace(teacher.Model, student.Tokenizer, rows)),
        }, new BilingualTeacher(copy, pair));
    }

    /// <summary>The teachers that learn in a stage.</summary>
    public IReadOnlyList<LearningTeacher> LearningIn(DistillationStage stage) => stage.TeacherLearns is { } learning ? [new(_teacher, learning.RateFactor)] : [];

    /// <summary>Mixes the words of the teacher's input, and hides tokens of it.</summary>
    /// <param name="learning">How they are mixed.</param>
    /// <param name="masking">How much is hidden.</param>
    /// <param name="rows">All rows, by which pieces are counted.</param>
    public ITokenTransform TransformOf(TeacherLearning learning, Masking masking, IReadOnlyList<TextRows> rows)
    {
        var own = MaskablePieces.Of(_pair.Teacher.Vocabulary, masking, rows.Select(set => set.Tokenizations[_pair.Tokenization]));
        var student = MaskablePieces.Of(_pair.Student.Vocabulary, masking, rows.Select(set => set.Data));
        return new TransformSequence(
            new MixedSplitting(_pair, learning.StudentWords), new DynamicMasking(new JoinedMaskablePieces(own, student, _pair.Start), masking, _pair.Tokenization));
    }

    private static string Account(VocabularyPair pair)
    {
        var (student, teacher) = (pair.Student.Vocabulary, pair.Teacher.Vocabulary);
        var common = student.Tokens.Count(piece => teacher.TryGetId(piece, out _));
        return FormattableString.Invariant(
            $"A copy of the teacher learns beside the student: it reads its own {teacher.Count:N0} pieces and the student's {student.Count:N0}, of which {common:N0} are in both.");
    }
}
