using MLNet.Compression.Runtime.Models;
using MLNet.Compression.Stages;

namespace MLNet.Compression.Recipes;

/// <summary>Chooses the first student of a recipe that keeps its bytes, and as many pieces as these allow. Nothing is trained.</summary>
/// <remarks>
/// A student is taken with the pieces that it names, or that cover the data if these are fewer; where none fits so, the first that does with the fewest pieces with which any text can be split.
/// </remarks>
/// <param name="recipe">The recipe.</param>
/// <param name="teacher">What is known of the teacher and the data.</param>
/// <param name="cancellationToken">Stops the work.</param>
internal sealed class StudentChoice(CompressionRecipe recipe, StageModel teacher, CancellationToken cancellationToken)
{
    private const int MostGuesses = 3;

    private readonly StudentPool _pool = new(teacher.Tokenizer, teacher.Rows.Texts.Texts.Concat(teacher.Rows.Texts.Unlabeled.Texts), recipe.Coverage, cancellationToken);
    private long _least = long.MaxValue;

    private long Limit => recipe.Bytes ?? long.MaxValue;

    /// <exception cref="ArgumentException">No student keeps the bytes.</exception>
    /// <exception cref="NotSupportedException">None can be a student for the task.</exception>
    public ChosenStudent Run()
    {
        var students = Suitable();
        return students.Select(student => TryWith(student, NamedPieces(student))).FirstOrDefault(chosen => chosen is not null)
            ?? students.Select(student => TryWith(student, Math.Min(_pool.Least, NamedPieces(student)))).FirstOrDefault(chosen => chosen is not null)
            ?? throw new ArgumentException(FormattableString.Invariant(
                $"The recipe allows {Limit:N0} bytes, but the smallest of its students comes to {_least:N0} when saved, with the {_pool.Least:N0} pieces without which texts could not be split: allow as many, or give the recipe smaller students."));
    }

    /// <summary>The students that can do the task, none larger than the teacher.</summary>
    private IReadOnlyList<(RecipeStudent Student, StudentShape Shape)> Suitable()
    {
        var head = HeadDefinition.Of(teacher.Rows.Outcome.Head);
        if (head.IsEmbedding || teacher.Shape.IsStatic)
        {
            throw new NotSupportedException(head.IsEmbedding
                ? "A recipe is for models of classes, numbers, tags or answers, not of vectors: use EmbeddingDistillation, and Quantize behind it."
                : "The teacher is static already, so that there is no student to learn from it: use Quantize, or a transformer as the teacher.");
        }

        var students = recipe.Students.Where(student => student.Shape.Layers > 0 || head.ReadsFirstToken).Select(student => (student, Fitted(student.Shape))).DistinctBy(student => (student.Item2, student.student.Plan, student.student.Sparsity)).ToArray();
        return students.Length > 0 ? students : throw new NotSupportedException(
            $"All students of the recipe are static, which have one vector for a whole text, but a model for {head.Name} reads each token: give the recipe one with layers.");
    }

    /// <summary>A shape no larger than the teacher's, with all that depends on the data but the vocabulary.</summary>
    private StudentShape Fitted(StudentShape shape)
    {
        if (shape.Layers == 0)
        {
            return shape with { MaxTokens = shape.MaxTokens ?? teacher.MaxTokens };
        }

        var largest = teacher.Shape;
        var (hidden, heads) = shape.HiddenSize <= largest.HiddenSize ? (shape.HiddenSize, shape.Heads) : (largest.HiddenSize, largest.Layers[0].Heads);
        var layers = Math.Min(shape.Layers, largest.Layers.Length);
        var embedding = Math.Min(shape.EmbeddingSize ?? hidden, hidden);
        return new StudentShape(layers, hidden, HeadsOf(hidden, heads), Math.Min(shape.FeedForwardSize, largest.Layers.Max(layer => layer.FeedForwardSize)))
        {
            VocabularySize = shape.VocabularySize,
            EmbeddingSize = embedding == hidden ? null : embedding,
            Sharing = layers == shape.Layers ? shape.Sharing : LayerSharing.None,
            SegmentEmbeddings = shape.SegmentEmbeddings || teacher.Rows.Outcome.Columns.Pair is not null,
            MaxTokens = shape.MaxTokens ?? teacher.MaxTokens,
        };
    }

    /// <summary>Heads that divide a hidden size: a teacher's that was pruned may not.</summary>
    private static int HeadsOf(int hidden, int heads) => Enumerable.Range(1, Math.Max(1, heads)).Last(count => hidden % count == 0);

    private int NamedPieces((RecipeStudent Student, StudentShape Shape) student) => !_pool.CanCut ? _pool.Most
        : student.Shape.VocabularySize is { } fixedSize ? Math.Min(_pool.Most, fixedSize)
        : Math.Clamp(Math.Min(student.Student.Vocabulary, _pool.Enough), _pool.Least, _pool.Most);

    /// <summary>The student with so many pieces, or more; null where it does not fit.</summary>
    private ChosenStudent? TryWith((RecipeStudent Student, StudentShape Shape) student, int least)
    {
        var trial = TrialOf(student, least);
        _least = Math.Min(_least, trial.SavedBytes);
        if (trial.SavedBytes > Limit)
        {
            return null;
        }

        var (pieces, most) = (least, student.Shape.VocabularySize is null && recipe.Bytes is not null && _pool.CanCut ? _pool.Most : least);
        for (var guess = 0; guess < MostGuesses && pieces < most; guess++)
        {
            // Rarer pieces are longer, so that a guess may go too far.
            var more = (int)Math.Min(most - pieces, (Limit - trial.SavedBytes) / trial.BytesOfPiece);
            var next = TrialOf(student, pieces + more);
            most = next.SavedBytes <= Limit ? most : pieces + (more * 31 / 32);
            (pieces, trial) = next.SavedBytes <= Limit ? (pieces + more, next) : (pieces, trial);
        }

        var shape = _pool.CanCut ? student.Shape with { VocabularySize = pieces } : student.Shape with { VocabularySize = null };
        return new ChosenStudent(student.Student, shape, trial.SavedBytes, recipe.Bytes is null ? long.MaxValue : trial.FileBytes + Limit - trial.SavedBytes);
    }

    private StudentTrial TrialOf((RecipeStudent Student, StudentShape Shape) student, int pieces)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return StudentTrial.Of(recipe, student.Student, student.Shape, _pool.Of(pieces), teacher, cancellationToken);
    }
}
