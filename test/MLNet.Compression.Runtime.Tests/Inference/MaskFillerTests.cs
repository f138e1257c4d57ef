namespace MLNet.Compression.Runtime.Tests.Inference;

[TestFixture]
internal sealed class MaskFillerTests
{
    [Test]
    public void Fill_TwoPlaces_ListsThePiecesOfEachByTheReferencesProbabilities()
    {
        var model = TestModels.CreateFor(HeadKind.MaskedLm);
        using var filler = new MaskFiller(model);
        int[] ids = [2, 9, 4, 7, 4, 3];
        var logits = ReferenceForward.TokenLogits(model, ids, new int[ids.Length]);

        var places = filler.Fill("piece9 [MASK] piece7 [MASK]", top: 4);

        Assert.That(places, Has.Count.EqualTo(2));
        foreach (var (place, token) in places.Zip([2, 4]))
        {
            var probabilities = ReferenceForward.Softmax(logits[token]);
            int[] expected = [.. Enumerable.Range(0, probabilities.Length).OrderByDescending(id => probabilities[id]).Take(4)];
            Assert.That(place.Select(piece => piece.Id), Is.EqualTo(expected));
            Assert.That(place.Select(piece => piece.Probability), Is.EqualTo(expected.Select(id => probabilities[id])).Within(1e-6));
            Assert.That(place.Select(piece => piece.Piece), Is.EqualTo(expected.Select(id => model.Vocabulary[id])));
        }
    }

    [Test]
    public void Fill_SeveralTexts_GivesToEachItsOwnPlaces()
    {
        using var filler = new MaskFiller(TestModels.CreateFor(HeadKind.MaskedLm), threads: 2);
        string[] texts = ["[MASK] piece7", "piece7", "piece9 [MASK] [MASK]"];

        var together = filler.Fill(texts, top: 2);

        Assert.That(together.Select(places => places.Count), Is.EqualTo<int>([1, 0, 2]));
        Assert.That(together, Is.EqualTo(texts.Select(text => filler.Fill(text, top: 2))));
    }

    [Test]
    public void Fill_PlaceBeyondTheModelsTokens_IsLeftOut()
    {
        using var filler = new MaskFiller(TestModels.CreateFor(HeadKind.MaskedLm));

        Assert.That(filler.Fill(string.Join(' ', Enumerable.Repeat("piece9", 50).Append(filler.Mask))), Is.Empty);
    }

    [Test]
    public void Fill_MorePiecesThanThereAre_Throws()
    {
        using var filler = new MaskFiller(TestModels.CreateFor(HeadKind.MaskedLm));

        Assert.That(() => filler.Fill("[MASK]", top: 98), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Constructor_OtherHead_Throws() =>
        Assert.That(() => new MaskFiller(TestModels.CreateFor(HeadKind.Token)), Throws.ArgumentException.With.Message.Contains("not for masked-lm"));
}
