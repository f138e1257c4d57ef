using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Pickle;
using MLNet.Compression.Runtime.Files.Safetensors;
using MLNet.Compression.Runtime.Models;

namespace MLNet.Compression.Runtime.Tests.Files;

[TestFixture]
internal sealed class FuzzTests
{
    // Together about 2,000 for each kind of file.
    private const int Whole = 2000;
    private const int Half = 1000;
    private const int Third = 700;
    private const int HeaderBytes = 4300;

    [Test]
    public void Safetensors_Mutated_IsReadOrRefused() => FuzzTensors(
        GoldenFiles.Path("models", "pickles", "expected.safetensors"), 1300, Half, 1, path => new SafetensorsReader(path));

    [Test]
    public void TorchZip_Mutated_IsReadOrRefused() => FuzzTensors(
        GoldenFiles.Path("models", "pickles", "zip.bin"), 1700, Third, 2, path => new TorchFile(path));

    [Test]
    public void TorchZipDirectory_Mutated_IsReadOrRefused() => FuzzTensors(
        GoldenFiles.Path("models", "pickles", "zip.bin"), int.MaxValue, Third, 3, path => new TorchFile(path));

    [Test]
    public void TorchLegacy_Mutated_IsReadOrRefused() => FuzzTensors(
        GoldenFiles.Path("models", "pickles", "legacy.bin"), 2400, Whole, 4, path => new TorchFile(path));

    [TestCase("bert-bare", "model.safetensors", HeaderBytes, Half, 5)]
    [TestCase("bert-masked-lm-bin", "pytorch_model.bin", 8000, Third, 6)]
    [TestCase("bert-qa", "config.json", int.MaxValue, Third, 7)]
    [TestCase("albert-groups", "config.json", int.MaxValue, Third, 8)]
    [TestCase("distilbert", "config.json", int.MaxValue, Third, 9)]
    public void Checkpoint_FileMutated_IsLoadedOrRefused(string model, string file, int focus, int count, int seed)
    {
        using var folder = new ModelFolder(model);
        var path = folder.File(file);
        Hostile.Fuzz(path, File.ReadAllBytes(path), focus, count, seed, () => Checkpoint.Load(folder.Path));
    }

    private static void FuzzTensors(string original, int focus, int count, int seed, Func<string, ITensorFile> open)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("mutated");
        Hostile.Fuzz(path, File.ReadAllBytes(original), focus, count, seed, () => ReadEnds(open(path)));
    }

    // A window at each end of each tensor: a mutated view may be huge.
    private static void ReadEnds(ITensorFile opened)
    {
        const int Window = 100;
        using var file = opened;
        foreach (var tensor in file.Tensors.Values)
        {
            var window = new byte[(int)Math.Min(Window, tensor.Count) * tensor.Type.Size()];
            file.ReadElements(tensor, 0, window);
            file.ReadElements(tensor, tensor.Count - (window.Length / tensor.Type.Size()), window);
        }
    }
}
