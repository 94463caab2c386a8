using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.ApiDocument;
using Parley.Identity;
using Parley.Tests.Support;
using Shouldly;

namespace Parley.Tests.Architecture;

/// <summary>What the running server's endpoints and options look like.</summary>
public sealed class ShapeTests(TestServer server) : IClassFixture<TestServer>
{
    // The framework's validation skips a record that is not public, without a word.
    [Fact]
    public void Every_body_that_is_read_is_public() => Bodies().Where(body => !body.Type.IsVisible).Select(body => $"{body.Key}: {body.Type}").ShouldBeEmpty();

    [Fact]
    public void There_are_bodies_to_look_at() => Bodies().Count().ShouldBeGreaterThan(10);

    [Fact]
    public void Every_class_of_options_is_sealed_and_says_what_each_of_them_does()
    {
        var classes = typeof(ParleyServer).Assembly.GetTypes().Where(type => type.IsClass && type.Name.EndsWith("Options", StringComparison.Ordinal) && type.Name != "Options" && !type.IsNested).ToList();
        classes.Count.ShouldBeGreaterThan(5);
        classes.Where(type => !type.IsSealed).ShouldBeEmpty();
        classes.Where(type => CodeComments.Of(type) is null).ShouldBeEmpty();
        classes.SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)).Where(property => property.CanWrite && CodeComments.Of(property) is null)
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}").ShouldBeEmpty();
    }

    private IEnumerable<(string Key, Type Type)> Bodies() => server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .SelectMany(endpoint => endpoint.Metadata.OfType<IAcceptsMetadata>().Select(accepts => accepts.RequestType).OfType<Type>().Select(type => (AccessTable.KeysOf(endpoint).First(), type)));
}
