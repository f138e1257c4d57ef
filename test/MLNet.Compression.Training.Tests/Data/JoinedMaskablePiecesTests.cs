using MLNet.Compression.Training.Data;
using static MLNet.Compression.Training.Tests.Distilling.TwoVocabularies.TwoVocabularies;

namespace MLNet.Compression.Training.Tests.Data;

public class JoinedMaskablePiecesTests
{
    private static readonly JoinedMaskablePieces _pieces = new(Of(TinyModels.Tokenizer), Of(Tokenizer), Pair.Start);

    [Test]
    public void WeightOf_EitherVocabulary_LeavesSpecialPiecesOut()
    {
        foreach (var (tokenizer, start) in new[] { (TinyModels.Tokenizer, 0), (Tokenizer, Pair.Start) })
        {
            Assert.That(_pieces.WeightOf(start + tokenizer.Vocabulary.ClassificationId), Is.Zero);
            Assert.That(_pieces.WeightOf(start + tokenizer.Vocabulary.MaskId!.Value), Is.Zero);
            Assert.That(_pieces.WeightOf(start + 6), Is.EqualTo(1));
        }
    }

    [Test]
    public void Apply_MixedTokens_HidesEachBehindItsOwnVocabulary()
    {
        var batch = new TrainingBatch();
        batch.Fill(Rows(200), [.. Enumerable.Range(0, 200)], seed: 1, withTargets: false);
        new MixedSplitting(Pair, share: 0.5).Apply(batch);
        var before = batch.TokensOf(1).Ids.ToArray();

        new DynamicMasking(_pieces, new Masking { Share = 0.5, MaskShare = 0.5, RandomShare = 0.5 }, tokenization: 1).Apply(batch);

        var (after, labels) = (batch.TokensOf(1).Ids.ToArray(), batch.TargetsOf(1).TokenLabels.ToArray());
        var masked = 0;
        for (var token = 0; token < after.Length; token++)
        {
            Assert.That(after[token] >= Pair.Start, Is.EqualTo(before[token] >= Pair.Start), "no token changes its vocabulary");
            Assert.That(labels[token], Is.EqualTo(TokenTargets.None).Or.EqualTo(before[token]));
            Assert.That(labels[token] != TokenTargets.None || after[token] == before[token]);
            masked += after[token] == 4 || after[token] == Pair.Start + 4 ? 1 : 0;
        }

        Assert.That(masked, Is.EqualTo(labels.Count(label => label != TokenTargets.None) / 2).Within(60).And.GreaterThan(100));
        Assert.That(batch.Targets, Is.TypeOf<NoTargets>(), "the student's targets are its own");
    }

    private static MaskablePieces Of(BertTokenizer tokenizer) => new(tokenizer.Vocabulary, new long[tokenizer.Vocabulary.Count], smoothing: 0);
}
