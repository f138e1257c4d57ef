using MLNet.Compression.Logging;
using MLNet.Compression.Training.Resuming;

namespace MLNet.Compression;

/// <summary>The vocabulary of a student that does not share its teacher's. Text is normalised and split into words as the teacher's tokenizer does it. Equal by value.</summary>
public sealed record StudentVocabulary : IOptionParts
{
    /// <summary>About the paper's 4,928 pieces (Zhao et al. 2019).</summary>
    private const int UsualSize = 5_000;

    private const int FewestPieces = 16;

    private StudentVocabulary()
    {
    }

    /// <summary>The most pieces of a vocabulary learnt from the texts; null where it is read from a file.</summary>
    public int? Size { get; private init; }

    /// <summary>The file that it is read from; null where it is learnt.</summary>
    [MayDifferOnResume]
    public string? File { get; private init; }

    /// <summary>One that is learnt from the training texts.</summary>
    /// <param name="size">The most pieces, from 16.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is less.</exception>
    public static StudentVocabulary Learn(int size = UsualSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, FewestPieces);
        return new StudentVocabulary { Size = size };
    }

    /// <summary>One that a file has.</summary>
    /// <param name="vocabTxtPath">A vocab.txt: UTF-8, one piece a line.</param>
    public static StudentVocabulary FromFile(string vocabTxtPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(vocabTxtPath);
        return new StudentVocabulary { File = vocabTxtPath };
    }

    /// <summary>Where it comes from.</summary>
    public override string ToString() => File is null ? FormattableString.Invariant($"{Size:N0} pieces, learnt") : $"pieces of {File}";

    /// <summary>Reads or learns it.</summary>
    /// <param name="teacher">The teacher's tokenizer.</param>
    /// <param name="texts">The training texts.</param>
    /// <param name="log">Is told.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="InvalidOperationException">All texts are empty.</exception>
    /// <exception cref="ModelFileException">The file is no vocabulary.</exception>
    internal BertTokenizer Create(BertTokenizer teacher, IEnumerable<string> texts, StageLog log, CancellationToken cancellationToken)
    {
        if (File is not null)
        {
            return new BertTokenizer(Vocabulary.Load(File), teacher.Options);
        }

        if (texts.All(string.IsNullOrWhiteSpace))
        {
            throw new InvalidOperationException("The training data has no texts, or all are empty, so there is nothing to learn a vocabulary from. Is it the right column?");
        }

        log.Inform(FormattableString.Invariant($"learning the student's vocabulary of {Size:N0} pieces"));
        return new BertTokenizer(WordPieceTrainer.Train(texts, Size!.Value, teacher.Options, cancellationToken: cancellationToken), teacher.Options);
    }
}
