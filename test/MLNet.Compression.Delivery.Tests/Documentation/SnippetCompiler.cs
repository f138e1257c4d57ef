using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MLNet.Compression.Delivery.Tests.Documentation;

/// <summary>Makes programs of snippets.</summary>
internal static class SnippetCompiler
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly string[] _assemblies = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    /// <summary>Compiles a snippet against the assemblies of its setting; a warning fails the test as an error does.</summary>
    /// <returns>The program.</returns>
    public static Assembly Compile(CodeFence snippet)
    {
        var setting = SnippetSetting.Of(snippet);
        var compilation = CSharpCompilation.Create(
            $"snippet-{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(ImplicitUsings + "\n" + setting.Usings), Parse(snippet)],
            _assemblies.Where(file => setting.MayUse(Path.GetFileNameWithoutExtension(file))).Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var program = new MemoryStream();
        var problems = compilation.Emit(program).Diagnostics.Where(problem => problem.Severity >= DiagnosticSeverity.Warning);
        Assert.That(problems, Is.Empty, $"{snippet} does not compile.");
        return Assembly.Load(program.ToArray());
    }

    // Empty lines above the snippet give its lines the numbers of the page.
    private static SyntaxTree Parse(CodeFence snippet) => CSharpSyntaxTree.ParseText(new string('\n', snippet.Line - 1) + snippet.Text, path: snippet.Page);
}
