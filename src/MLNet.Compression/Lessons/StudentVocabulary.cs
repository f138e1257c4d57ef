using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>Where the pieces of a student's own vocabulary come from. Text is normalised and split into words as the teacher's tokenizer does it. Equal by value.</summary>
public sealed record StudentVocabulary : IOptionParts
{
    private StudentVocabulary(string kind) => Kind = kind;

    /// <summary>
    /// From the teacher's vocabulary: the pieces that the texts use most, then the others in its order. The teacher can read them too, as it does where a recipe
    /// compares states token by token; a recipe of predictions lets it read its own.
    /// </summary>
    public static StudentVocabulary Reduced { get; } = new("Reduced");

    /// <summary>
    /// From the texts, training data and unlabelled rows, by <see cref="WordPieceTrainer"/>. Student and teacher then split texts otherwise, so that predictions
    /// alone can be compared, unless the teacher learns the student's pieces (<see cref="DistillationRecipe.DualTraining"/>).
    /// </summary>
    public static StudentVocabulary Learned { get; } = new("Learned");

    /// <summary>The file that it is read from; null for none.</summary>
    [MayDifferOnResume]
    public string? File { get; private init; }

    /// <summary>How it comes about, as a text.</summary>
    public string Kind { get; }

    /// <summary>One that a file has, compared with the teacher's as one that is <see cref="Learned"/>.</summary>
    /// <param name="vocabTxtPath">A vocab.txt: UTF-8, one piece a line.</param>
    public static StudentVocabulary FromFile(string vocabTxtPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(vocabTxtPath);
        return new StudentVocabulary("FromFile") { File = vocabTxtPath };
    }

    /// <summary>How it comes about, and its file.</summary>
    public override string ToString() => File is null ? Kind : $"{Kind}({File})";

    /// <summary>What is wrong with the size of a student's vocabulary; null for nothing.</summary>
    /// <param name="size">The size that its shape has.</param>
    /// <param name="usual">The size where it has none; null where one is needed.</param>
    internal string? FaultOf(int? size, int? usual) => (File is null, size ?? usual) switch
    {
        (true, null) => $"{nameof(StudentVocabulary)} is {this}, but Student.{nameof(ModelShape.VocabularySize)} is null, so that the student has its teacher's vocabulary: set it.",
        (false, not null) when size is not null => $"{nameof(StudentVocabulary)} is {this}, whose pieces are all the student's, but Student.{nameof(ModelShape.VocabularySize)} is {size}: leave it null.",
        _ => null,
    };
}
