using System.CommandLine;
using MLNet.Compression.Benchmarks.Products;
using MLNet.Compression.Benchmarks.Rounds;
using MLNet.Compression.Runtime.Kernels.Simd;
using Spectre.Console;

namespace MLNet.Compression.Benchmarks.Verbs;

/// <summary>fp32 matrix products as shares of what the processor can do.</summary>
internal static class GemmVerb
{
    public static Command Create()
    {
        var threads = new Option<int[]>("--threads") { Description = "Numbers of threads.", DefaultValueFactory = _ => [1, Environment.ProcessorCount], AllowMultipleArgumentsPerToken = true };
        var set = new Option<InstructionSet>("--set") { Description = "Instruction set.", DefaultValueFactory = _ => InstructionSets.Current };
        var rounds = new Option<int>("--rounds") { Description = "Measurements per number; the best counts.", DefaultValueFactory = _ => 60 };
        var only = new Option<string>("--only") { Description = "Part of the names of the products to measure.", DefaultValueFactory = _ => "" };
        var command = new Command("gemm", "GFLOPS of matrix products, and their share of the multiply-add ceiling measured beside them.") { threads, set, rounds, only };
        command.SetSitting((result, sitting) => Run(result.GetRequiredValue(threads), result.GetRequiredValue(set), result.GetRequiredValue(rounds), result.GetRequiredValue(only), sitting));
        return command;
    }

    private static void Run(int[] threads, InstructionSet set, int rounds, string only, Sitting sitting)
    {
        Machine.Write();
        using var forced = InstructionSets.Force(set);
        foreach (var count in threads.Distinct())
        {
            using var bench = new ProductBench(count, rounds);
            var table = new Table().Title($"{set}, {count} thread{(count == 1 ? "" : "s")}");
            table.AddColumns("product", "form", "m", "k", "n", "GFLOPS", "share");
            foreach (var product in Product.Catalog.Where(product => product.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            {
                sitting.Now($"{count} thread{(count == 1 ? "" : "s")}, {product.Name}");
                foreach (var form in Product.Forms)
                {
                    Add(table, product, form, bench.Measure(product, form));
                }
            }

            AnsiConsole.MarkupLine($"multiply-add ceiling: [bold]{bench.Ceiling:F0}[/] GFLOPS on {count} thread{(count == 1 ? "" : "s")}");
            AnsiConsole.Write(table);
        }
    }

    private static void Add(Table table, Product product, ProductForm form, ProductRate rate)
    {
        var (m, k, n) = form.Sizes(product);
        table.AddRow(product.Name, form.Name, $"{m}", $"{k}", $"{n}", $"{rate.Gflops:F0}", $"{rate.Share:P0}");
    }
}
