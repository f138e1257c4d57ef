using MLNet.Compression.Runtime.Tests;
using QuickStart;

namespace MLNet.Compression.Delivery.Tests.QuickStart;

public sealed class QuickStartRecipeTests
{
    [TestCase("2x64x4x128", true)]
    [TestCase("4x312x12x1200", false)]
    public void HasTeachersHeads_BuiltInTeacher_ComparesItsFour(string student, bool expected) =>
        Assert.That(QuickStartRecipe.FromScratch.HasTeachersHeads(Options.Default with { Student = StudentShape.Parse(student) }), Is.EqualTo(expected));

    [TestCase("{\"num_attention_heads\": 12}", true)]
    [TestCase("{\"num_attention_heads\": 2}", false)]
    [TestCase("{\"n_heads\": 2}", false)]
    [TestCase("{}", true)]
    [TestCase("[]", true)]
    [TestCase("not JSON", true)]
    [TestCase(null, true)]
    public void HasTeachersHeads_Folder_ComparesThoseOfItsConfiguration(string? config, bool expected)
    {
        using var folder = new TemporaryFolder();
        if (config is not null)
        {
            File.WriteAllText(folder.File("config.json"), config);
        }

        var options = Options.Default with { Teacher = new DirectoryInfo(folder.Path) };
        Assert.That(QuickStartRecipe.For(options).HasTeachersHeads(options), Is.EqualTo(expected));
    }
}
