package example;

import dev.realmhub.Address;
import dev.realmhub.Authenticator;
import dev.realmhub.Backend;
import dev.realmhub.Broker;
import dev.realmhub.Publication;
import dev.realmhub.Realm;
import dev.realmhub.Resolution;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A hub in Spring Boot: the starter makes it; resolver, authenticator and backend are beans. */
@SpringBootApplication
public class RoomsApplication {
    public static void main(String[] args) {
        SpringApplication.run(RoomsApplication.class, args);
    }

    /** Without this bean everyone is anonymous, too; here is where yours goes. */
    @Bean
    Authenticator authenticator() {
        return Authenticator.anonymous();
    }

    /** The game server's side: who gets what, and what is done with what clients say. */
    @Bean
    Backend backend(Broker broker) {
        return Backend.builder(broker)
                .resolve("/room/{id}", r -> Resolution.of(Realm.of("room", r.param("id")), "guest"))
                .on("say", (command, reply) -> {
                    broker.publish(Address.realm(command.realm()), Publication.of(command.payload()));
                    reply.ok();
                })
                .start();
    }
}
