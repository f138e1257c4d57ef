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
    /// <summary>Words whose table is too small for the vectors of a plan.</summary>
    private static readonly QuantizationScheme _integers = QuantizationScheme.LearnedStep(4);

    private readonly StudentPool _pool = new(teacher.Tokenizer, teacher.Rows.Texts.Texts.Concat(teacher.Rows.Texts.Unlabeled.Texts), recipe.Coverage, cancellationToken);
    private readonly Dictionary<(RecipeStudent, StudentShape), StudentBytes> _bytes = [];
    private long _least = long.MaxValue;

    private long Limit => recipe.Bytes ?? long.MaxValue;

    /// <exception cref="ArgumentException">No student keeps the bytes.</exception>
    /// <exception cref="NotSupportedException">None can be a student for the task.</exception>
    public ChosenStudent Run()
    {
        var students = Suitable();
        return Find(students, NamedPieces)
            ?? Find(students, FewestPieces)
            ?? throw new ArgumentException(FormattableString.Invariant(
                $"The recipe allows {Limit:N0} bytes, but the smallest of its students comes to {_least:N0} when saved, with as few pieces as texts can be split into: allow as many, or give the recipe smaller students."));
    }

    private ChosenStudent? Find((RecipeStudent Student, StudentShape Shape)[] students, Func<(RecipeStudent Student, StudentShape Shape), int> pieces) => students
        .Where((student, i) => i == students.Length - 1 || FewestBytes(student) <= Limit)
        .Select(student => TryWith(student, pieces(student)))
        .FirstOrDefault(chosen => chosen is not null);

    /// <summary>What the weights of the layers take at least, a bit each: saves making large students that can't fit.</summary>
    private static long FewestBytes((RecipeStudent Student, StudentShape Shape) student)
    {
        var (shape, kept) = (student.Shape, 1 - student.Student.Sparsity);
        var layers = shape.Sharing == LayerSharing.None ? shape.Layers : 1;
        return (long)(kept * layers * shape.HiddenSize * ((4L * shape.HiddenSize) + (2L * shape.FeedForwardSize)) / 8);
    }

    /// <summary>The students that can do the task, none larger than the teacher.</summary>
    private (RecipeStudent Student, StudentShape Shape)[] Suitable()
    {
        var head = HeadDefinition.Of(teacher.Rows.Outcome.Head);
        if (head.IsEmbedding || teacher.Shape.IsStatic)
        {
            throw new NotSupportedException(head.IsEmbedding
                ? "A recipe is for models of classes, numbers, tags or answers, not of vectors: use EmbeddingDistillation, and Quantize behind it."
                : "The teacher is static already, so that there is no student to learn from it: use Quantize, or a transformer as the teacher.");
        }

        (RecipeStudent Student, StudentShape Shape)[] students =
        [
            .. recipe.Students.Where(student => student.Shape.Layers > 0 || head.ReadsFirstToken).Select(Suitable)
                .DistinctBy(student => (student.Shape, student.Student.Plan, student.Student.Sparsity)),
        ];
        return students.Length > 0 ? students : throw new NotSupportedException(
            $"All students of the recipe are static, which have one vector for a whole text, but a model for {head.Name} reads each token: give the recipe one with layers.");
    }

    /// <summary>The student in a shape for this teacher, and its words in vectors that a table of that width and so many pieces can have.</summary>
    private (RecipeStudent Student, StudentShape Shape) Suitable(RecipeStudent student)
    {
        var shape = Fitted(student.Shape);
        var words = student.Plan.WordEmbeddings.For(NamedPieces((student, shape)), shape.EmbeddingWidth) ?? _integers;
        return (student with { Plan = student.Plan with { WordEmbeddings = words } }, shape);
    }

    /// <summary>A shape no larger than the teacher's, with all that depends on the data but the vocabulary.</summary>
    private StudentShape Fitted(StudentShape shape)
    {
        if (shape.Layers == 0)
        {
            return shape with { MaxTokens = shape.MaxTokens ?? teacher.MaxTokens };
        }

        var largest = teacher.Shape;
        var most = largest.Layers.Max(layer => layer.Heads);
        var (hidden, heads) = shape.HiddenSize <= largest.HiddenSize ? (shape.HiddenSize, Math.Min(shape.Heads, most)) : (largest.HiddenSize, most);
        var layers = Math.Min(shape.Layers, largest.Layers.Length);
        var embedding = Math.Min(shape.EmbeddingSize ?? hidden, hidden);
        var sizes = new StudentShape(layers, hidden, HeadsOf(hidden, heads), Math.Min(shape.FeedForwardSize, largest.Layers.Max(layer => layer.FeedForwardSize)));
        return sizes.Like(shape) with
        {
            EmbeddingSize = embedding == hidden ? null : embedding,
            SegmentEmbeddings = shape.SegmentEmbeddings || teacher.Rows.Outcome.Columns.Pair is not null,
            MaxTokens = shape.MaxTokens ?? teacher.MaxTokens,
        };
    }

    /// <summary>Heads that divide a hidden size: a teacher's that was pruned may not.</summary>
    private static int HeadsOf(int hidden, int heads) => Enumerable.Range(1, Math.Max(1, heads)).Last(count => hidden % count == 0);

    private int NamedPieces((RecipeStudent Student, StudentShape Shape) student) => !_pool.CanCut ? _pool.Most
        : _pool.Clamp(student.Shape.VocabularySize ?? Math.Min(student.Student.Vocabulary, _pool.Enough));

    private int FewestPieces((RecipeStudent Student, StudentShape Shape) student) =>
        student.Shape.VocabularySize is null ? _pool.LeastFor(student.Student.Plan.WordEmbeddings, student.Shape.EmbeddingWidth) : NamedPieces(student);

    /// <summary>The student with so many pieces, or more; null where it does not fit.</summary>
    private ChosenStudent? TryWith((RecipeStudent Student, StudentShape Shape) student, int least)
    {
        var bytes = BytesOf(student);
        _least = Math.Min(_least, bytes.Saved(least));
        if (bytes.Saved(least) > Limit)
        {
            return null;
        }

        var pieces = student.Shape.VocabularySize is null && recipe.Bytes is not null && _pool.CanCut ? bytes.Most(least, Limit) : least;
        var shape = student.Shape with { VocabularySize = _pool.CanCut ? pieces : null };
        return new ChosenStudent(student.Student, shape, bytes.Saved(pieces), recipe.Bytes is null ? long.MaxValue : bytes.File(pieces) + Limit - bytes.Saved(pieces));
    }

    private StudentBytes BytesOf((RecipeStudent Student, StudentShape Shape) student)
    {
        if (!_bytes.TryGetValue(student, out var bytes))
        {
            bytes = _bytes[student] = new StudentBytes(recipe, student.Student, student.Shape, _pool, teacher, cancellationToken);
        }

        return bytes;
    }
}
