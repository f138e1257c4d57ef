using Microsoft.ML;
using MLNet.Compression.Tests.Support;

namespace MLNet.Compression.Tests.Augmentation;

/// <summary>Bad input is refused before a row is read.</summary>
public sealed class AugmentationFaultsTests : IDisposable
{
    private readonly Sources _sources = new();
    private readonly MLContext _ml = new(seed: 1);
    private readonly WatchedDataView _view;

    public AugmentationFaultsTests() => _view = new WatchedDataView(Messages.Load(_ml, 6));

    public void Dispose() => _sources.Dispose();

    [Test]
    public void AugmentText_NoSource_SaysWhatToName() =>
        RequireRefused<ArgumentException>(options => options.WordVectorFile = " ", "Neither MaskedLanguageModel nor WordVectorFile", "masked-LM head", "GloVe");

    [Test]
    public void AugmentText_SeveralFaults_AreReportedTogether() => RequireRefused<ArgumentException>(
        options => (options.Variants, options.ReplacementProbability, options.Sentence2ColumnName) = (-1, 40, "Sentence1"), "Variants is -1", "40 % is 0.4", "'Sentence1' is used twice");

    [Test]
    public void AugmentText_EmptyName_IsRefused() => RequireRefused<ArgumentException>(options => options.Sentence1ColumnName = "", "sentence column is empty");

    [Test]
    public void AugmentText_NoSuchColumn_NamesThoseThereAre() =>
        RequireRefused<ArgumentOutOfRangeException>(options => options.Sentence1ColumnName = "Text", "text column 'Text'", "'Sentence1', 'Sentence2', 'Number'");

    [Test]
    public void AugmentText_ColumnOfNumbers_IsRefused() => RequireRefused<ArgumentOutOfRangeException>(options => options.Sentence1ColumnName = "Number", "'Number'", "expected String, got Int32");

    [Test]
    public void AugmentText_FolderWithoutHead_NamesTheRemedy() =>
        RequireRefused<ArgumentException>(options => options.MaskedLanguageModel = Sources.Bare, "bert-bare", "no masked-LM head", "continue the pretraining");

    [Test]
    public void AugmentText_NoFolder_SaysSo() => RequireRefused<DirectoryNotFoundException>(options => options.MaskedLanguageModel = "nowhere", "nowhere");

    [Test]
    public void AugmentText_NoVectorFile_SaysSo() => RequireRefused<FileNotFoundException>(options => options.WordVectorFile = "nowhere.txt", "nowhere.txt");

    [Test]
    public void AugmentText_DamagedVectorFile_NamesTheLine()
    {
        File.AppendAllText(_sources.Vectors, "rubbish 1 2 x\n");
        RequireRefused<ModelFileException>(_ => { }, "line 37", "'x'");
    }

    [Test]
    public void AugmentText_Null_IsRefused()
    {
        Assert.That(() => _ml.Data.AugmentText(null!, _sources.Options()), Throws.ArgumentNullException);
        Assert.That(() => _ml.Data.AugmentText(_view, null!), Throws.ArgumentNullException);
    }

    private void RequireRefused<TException>(Action<TextAugmentationOptions> change, params string[] parts)
        where TException : Exception
    {
        var fault = Assert.Catch(() => _ml.Data.AugmentText(_view, _sources.Options(change)));
        Assert.That(fault, Is.TypeOf<TException>());
        foreach (var part in parts)
        {
            Assert.That(fault!.Message, Does.Contain(part));
        }

        Assert.That(_view.Cursors, Is.Empty);
    }
}
