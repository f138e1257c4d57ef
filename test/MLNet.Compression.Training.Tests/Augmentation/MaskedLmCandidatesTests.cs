using MLNet.Compression.Training.Augmentation;
using MLNet.Compression.Training.Models;
using MLNet.Compression.Training.Tests.Models;

namespace MLNet.Compression.Training.Tests.Augmentation;

public class MaskedLmCandidatesTests
{
    private const int Most = 6;
    private const int SpecialTokens = 3;
    private const int MaskId = 4;

    private static readonly ReplaceableWords _all = new([]);

    /// <summary>The longest text that fits the model twice has seven tokens; of the longer one it sees windows.</summary>
    [TestCase("very good music")]
    [TestCase("Movie, night? BOOK!")]
    [TestCase("film")]
    [TestCase("the book of the night was not very good in that city for the bad river movie")]
    public void CandidatesFor_Text_AreThoseOfASlowComputationInDouble(string text)
    {
        var model = GoldenModel.Load("bert-masked-lm").Model;
        var words = _all.In(text);

        var candidates = Candidates(model).CandidatesFor(text, words, CancellationToken.None);

        for (var i = 0; i < words.Count; i++)
        {
            Assert.That(candidates[i], Is.EqualTo(Expected(model, text, words[i])), text[words[i].Start..words[i].End]);
        }
    }

    [Test]
    public void CandidatesFor_WordsOfSeveralOrUnknownPieces_HaveNone()
    {
        const string Text = "playing books good zzqwx";
        var candidates = Candidates(GoldenModel.Load("bert-masked-lm").Model).CandidatesFor(Text, _all.In(Text), CancellationToken.None);

        Assert.That(candidates.Select(list => list.Count), Is.EqualTo([0, 0, Most, 0]));
    }

    [Test]
    public void CandidatesFor_SomeWords_AreWhatTheyAreBesideOthers()
    {
        const string Text = "very good music in the city";
        var candidates = Candidates(GoldenModel.Load("bert-masked-lm").Model);
        var words = _all.In(Text);

        var all = candidates.CandidatesFor(Text, words, CancellationToken.None);
        var some = candidates.CandidatesFor(Text, [words[1], words[5]], CancellationToken.None);

        Assert.That(some, Is.EqualTo([all[1], all[5]]));
    }

    [Test]
    public void CandidatesFor_ModelWithoutTokenTypes_Works()
    {
        var golden = GoldenModel.Load("bert-masked-lm").Model;
        var model = Training.Initialization.TextModelFactory.CreateRandom(golden.Shape with { TokenTypes = 0 }, golden.Tokenizer, [], golden.MaxTokens, seed: 3, HeadKind.MaskedLm);

        Assert.That(Candidates(model).CandidatesFor("good", _all.In("good"), CancellationToken.None).Single(), Has.Count.EqualTo(Most).And.No.Member("good"));
    }

    [Test]
    public void Create_NoRoomForAWord_IsRefused() => Assert.That(
        () => new MaskedLmCandidates(new MaskedLanguageModel(GoldenModel.Load("bert-masked-lm").Model), Most, maxTokens: 4), Throws.ArgumentException.With.Message.Contains("may read 4"));

    [Test]
    public void CandidatesFor_Cancelled_Stops() => Assert.That(
        () => Candidates(GoldenModel.Load("bert-masked-lm").Model).CandidatesFor("good", _all.In("good"), new CancellationToken(true)), Throws.InstanceOf<OperationCanceledException>());

    private static MaskedLmCandidates Candidates(TextModel model) => new(new MaskedLanguageModel(model), Most, maxTokens: 256);

    private static string[] Expected(TextModel model, string text, TextWord word)
    {
        var vocabulary = model.Tokenizer.Vocabulary;
        var (before, own) = (Ids(text[..word.Start]), Ids(text[word.Start..word.End]).Single());
        int[] ids = [.. before, own, .. Ids(text[word.End..])];
        var window = (model.MaxTokens - SpecialTokens) / 2;
        var length = Math.Min(window, ids.Length);
        var start = Math.Max(0, Math.Min(before.Length - (length / 2), ids.Length - length));
        var shown = ids[start..(start + length)];
        var masked = shown.Select((id, i) => start + i == before.Length ? MaskId : id);
        var logits = new ReferenceMaskedLm(model).Logits(
            [vocabulary.ClassificationId, .. masked, vocabulary.SeparatorId, .. shown, vocabulary.SeparatorId],
            [.. Enumerable.Repeat(0, length + 2), .. Enumerable.Repeat(1, length + 1)])[1 + before.Length - start];
        var pieces = Enumerable.Range(0, logits.Length).Where(id => id != own && vocabulary[id].All(char.IsAsciiLetter)).OrderByDescending(id => logits[id]).Take(Most);
        return [.. pieces.Select(id => LetterCase.Like(word.In(text), vocabulary[id]))];

        int[] Ids(string part)
        {
            var tokens = new TokenizedText();
            model.Tokenizer.Encode(part, tokens);
            return [.. tokens.Tokens.ToArray().Select(token => token.Id)];
        }
    }
}
