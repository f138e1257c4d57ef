using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Models;

[TestFixture]
internal sealed class CheckpointBinTests
{
    [Test]
    public void Load_ZipWithTiedDecoder_EqualsSafetensors() =>
        RequireEqual(Checkpoint.Load(GoldenFiles.Model("bert-masked-lm-bin")), Checkpoint.Load(GoldenFiles.Model("bert-masked-lm")));

    [TestCase("bert-sequence-bin")]
    [TestCase("bert-sequence-legacy-bin")]
    public void Load_WithPositionNumbersAndOldNames_EqualsSafetensors(string model) => RequireEqual(
        Checkpoint.Load(SharedFiles.Require($"golden/models/{model}")), Checkpoint.Load(GoldenFiles.Model("bert-sequence")));

    [Test]
    public void Load_BothFormats_PrefersSafetensors()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.Copy(GoldenFiles.Model("bert-masked-lm"));
        File.WriteAllText(Path.Combine(folder, "pytorch_model.bin"), "not read");

        RequireEqual(Checkpoint.Load(folder), Checkpoint.Load(GoldenFiles.Model("bert-masked-lm")));
    }

    private static void RequireEqual(Checkpoint found, Checkpoint expected)
    {
        Assert.That(found.UnusedTensors, Is.Empty);
        SameTensors.Require(found, expected);
    }
}
