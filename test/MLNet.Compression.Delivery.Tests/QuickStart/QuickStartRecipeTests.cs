using MLNet.Compression.Runtime.Tests;
using QuickStart;

namespace MLNet.Compression.Delivery.Tests.QuickStart;

public sealed class QuickStartRecipeTests
{
    [TestCase("3x384x12x768", true)]
    [TestCase("1x32x2x64", false)]
    public void HasTeachersHeads_TinyModel_ComparesItsTwelve(string student, bool expected)
    {
        var options = Options.Default with { Student = StudentShape.Parse(student) };

        Assert.That(QuickStartRecipe.For(options).HasTeachersHeads(options), Is.EqualTo(expected));
        Assert.That(QuickStartRecipe.For(Options.Default).HasTeachersHeads(Options.Default), Is.True);
    }

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
