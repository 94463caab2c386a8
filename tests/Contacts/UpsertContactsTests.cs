using Microsoft.EntityFrameworkCore;
using Parley.Contacts;
using Parley.Platform.Data;
using Parley.Tests.Support;
using Shouldly;
using static Parley.Tests.Contacts.People;

namespace Parley.Tests.Contacts;

[Trait("Requirement", "CON-01")]
public sealed class UpsertContactsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task One_number_in_many_spellings_is_one_contact()
    {
        var people = await SomePeople();
        var known = await people.Add(
            new(Number("+55 (11) 98765-4321"), Name: "Ana"), new(Number("5511987654321@s.whatsapp.net")), new(Number("5511987654321@c.us")), new(Number("011 98765-4321")));

        known.Select(one => one.Id).Distinct().Count().ShouldBe(1);
        known.ShouldAllBe(one => one.Created);
        (await people.Add(new UpsertContacts.Seed(Number("+5511987654321"), Name: "Other")))[0].ShouldSatisfyAllConditions(
            again => again.Created.ShouldBeFalse(),
            again => again.Id.ShouldBe(known[0].Id));
        (await people.Scalar<string>("SELECT name FROM contacts")).ShouldBe("Ana");
    }

    [Fact]
    public async Task Answers_stand_in_the_order_of_the_seeds()
    {
        var people = await SomePeople();
        var first = await people.Add(new(Number(3)), new(Number(1)));
        var second = await people.Add(new(Number(1)), new(Number(2)), new(null, "777"), new(Number(3)), new(null, "777"));

        second[0].Id.ShouldBe(first[1].Id);
        second[3].Id.ShouldBe(first[0].Id);
        second[2].Id.ShouldBe(second[4].Id);
        second.Select(one => one.Created).ShouldBe([false, true, true, false, true]);
        second.Select(one => one.Phone).ShouldBe([Number(1), Number(2), null, Number(3), null]);
    }

    [Fact]
    public async Task A_seed_without_number_and_lid_is_refused() =>
        await Should.ThrowAsync<ArgumentException>(async () => await (await SomePeople()).Add(new UpsertContacts.Seed(null)));

    [Fact]
    public async Task The_same_number_is_another_contact_for_another_tenant()
    {
        var here = await (await SomePeople()).Add(new UpsertContacts.Seed(Number(1)));
        var there = await (await SomePeople()).Add(new UpsertContacts.Seed(Number(1)));
        here[0].Id.ShouldNotBe(there[0].Id);
    }

    [Fact]
    public async Task Many_writers_of_the_same_people_in_any_order_agree_on_one_row_each()
    {
        var people = await SomePeople();
        var seeds = Enumerable.Range(0, 400).Select(n => new UpsertContacts.Seed(n % 4 == 0 ? null : Number(n), n % 4 == 0 ? $"{1000 + n}" : null)).ToArray();
        var gate = new TaskCompletionSource();
        var writers = Enumerable.Range(0, 8).Select(async writer =>
        {
            var order = Enumerable.Range(0, seeds.Length).ToArray();
            new Random(writer).Shuffle(order);
            await gate.Task;
            var known = await people.Add([.. order.Select(i => seeds[i])]);
            return order.Zip(known).OrderBy(pair => pair.First).Select(pair => pair.Second).ToArray();
        }).ToArray();
        gate.SetResult();
        var answers = await Task.WhenAll(writers);

        (await people.Scalar<long>("SELECT count(*) FROM contacts")).ShouldBe(400);
        foreach (var answer in answers) answer.Select(one => one.Id).ShouldBe(answers[0].Select(one => one.Id));
        // Each row was made by exactly one of them.
        for (var i = 0; i < seeds.Length; i++) answers.Count(answer => answer[i].Created).ShouldBe(1);
    }

    [Fact]
    [Trait("Requirement", "CON-04")]
    public async Task It_says_who_is_blocked_and_who_opted_out()
    {
        var people = await SomePeople();
        await people.Add(new(Number(1)), new(Number(2)), new(Number(3)));
        await people.Do("INSERT INTO blocklist VALUES ($1, $2, 'asked by phone', 'test', now())", people.Tenant.Value, Number(1).ToString());
        await people.Do("UPDATE contacts SET consent = 'opted_out' WHERE phone = $1", Number(2).ToString());

        var known = await people.Add(new(Number(1)), new(Number(2)), new(Number(3)));
        known.Select(one => one.Blocked).ShouldBe([true, false, false]);
        known.Select(one => one.Suppressed).ShouldBe([true, true, false]);
    }

    [Fact]
    public async Task A_contact_is_read_back_as_an_entity()
    {
        var people = await SomePeople();
        var id = (await people.Add(new UpsertContacts.Seed(Number(1), Name: "  Zoë  ")))[0].Id;
        await using var data = new ParleyDb(ParleyDb.ForTenant(database.Db, people.Tenant));
        var contact = await data.Contacts.SingleAsync(one => one.Id == id && one.Phone == Number(1));
        contact.Name.ShouldBe("Zoë");
        contact.Consent.ShouldBe(ConsentState.Unknown);
        contact.Variables.EnumerateObject().ShouldBeEmpty();
        (await people.Scalar<string>("SELECT name_search FROM contacts")).ShouldBe("zoe");
    }

    private async Task<People> SomePeople() => new(database, await database.NewTenant());
}
