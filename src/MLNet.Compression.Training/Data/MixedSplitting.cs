using MLNet.Compression.Training.Numerics;

namespace MLNet.Compression.Training.Data;

/// <summary>
/// Splits each word of a teacher's input anew every time: with probability p by the student's vocabulary, else by the teacher's own (Zhao et
/// al. 2019, dual training). The student's tokens stay as they are.
/// </summary>
/// <remarks>
/// Both tokenizations of a row are of the same words, so that the mixture takes from each word by word. [CLS] and [SEP] are words too, so that
/// the student's have a part. Where one of the two rows was cut, words are taken as far as both have them whole. The student's ids stand behind
/// the teacher's.
/// </remarks>
internal sealed class MixedSplitting : ITokenTransform
{
    private const ulong Purpose = 0x73706C6974;
    private readonly WordReader _student;
    private readonly WordReader _teacher;
    private readonly TokenBatch _mixed = new();
    private readonly VocabularyPair _pair;
    private readonly double _share;

    /// <param name="pair">The vocabularies.</param>
    /// <param name="share">p.</param>
    public MixedSplitting(VocabularyPair pair, double share)
    {
        (_pair, _share) = (pair, share);
        _student = new WordReader(pair.Student, pair.StudentTokens);
        _teacher = new WordReader(pair.Teacher, pair.TeacherTokens);
    }

    /// <inheritdoc/>
    public void Apply(TrainingBatch batch)
    {
        var (own, other, seed) = (batch.Tokens, batch.TokensOf(_pair.Tokenization), batch.SeedOf(Purpose));
        _mixed.Clear();
        for (var row = 0; row < own.SequenceCount; row++)
        {
            Mix(IdsOf(own, row), IdsOf(other, row), new SeededRandom(seed, (ulong)row));
        }

        other.Clear();
        for (var row = 0; row < _mixed.SequenceCount; row++)
        {
            other.AddTokens(IdsOf(_mixed, row), tokenType: 0);
            other.EndSequence();
        }

        batch.IsAltered = true;
    }

    private static ReadOnlySpan<int> IdsOf(TokenBatch batch, int row) => batch.Ids.Slice(batch.SequenceStarts[row], batch.LengthOf(row));

    /// <summary>Appends the mixture of a row.</summary>
    private void Mix(ReadOnlySpan<int> student, ReadOnlySpan<int> teacher, SeededRandom random)
    {
        _student.Read(student);
        _teacher.Read(teacher);
        var words = Common();
        for (var (word, room) = (0, _pair.TeacherTokens); word < words.Count; word++)
        {
            var takesOwn = random.NextDouble() < _share;
            var ids = takesOwn ? student[words[word].Student] : teacher[words[word].Teacher];
            var isLast = word == words.Count - 1;
            if (isLast || ids.Length < room)
            {
                Add(ids, takesOwn ? _pair.Start : 0);
            }

            room = ids.Length < room ? room - ids.Length : 0;
        }

        _mixed.EndSequence();
    }

    private void Add(ReadOnlySpan<int> ids, int start)
    {
        foreach (var id in ids)
        {
            _mixed.AddToken(id + start, tokenType: 0);
        }
    }

    /// <summary>The words that both rows have whole, [CLS] and [SEP] included.</summary>
    private List<(Range Student, Range Teacher)> Common()
    {
        var (own, others) = (_student.Words, _teacher.Words);
        var cut = _student.MayBeCut || _teacher.MayBeCut || own.Count != others.Count;
        var inner = Math.Max(0, Math.Min(own.Count, others.Count) - 2 - (cut ? 1 : 0));
        var fromEnd = cut && _pair.Student.Options.TruncateLeft;
        var (ownFirst, othersFirst) = fromEnd ? (own.Count - 1 - inner, others.Count - 1 - inner) : (1, 1);
        var words = new List<(Range, Range)> { (own[0], others[0]) };
        for (var i = 0; i < inner; i++)
        {
            words.Add((own[ownFirst + i], others[othersFirst + i]));
        }

        words.Add((own[^1], others[^1]));
        return words;
    }
}
